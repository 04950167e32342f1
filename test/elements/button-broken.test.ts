import { expect } from '@open-wc/testing';
import { breakFile, mendFiles } from './kit/broken-file.ts';
import { button, closedDialogs, isLocked, pressed } from './kit/buttons.ts';
import { all, hasPart, part, textOf } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { eventually } from './kit/scene.ts';
import { words } from './kit/words.ts';

/** A file of its own, because loaded code stays for the life of the page, and Firefox requests a failed file only once. */
describe('a kvit-button whose dialog fails to load', () => {
  freshPage();
  closedDialogs();
  afterEach(mendFiles);

  it('shows the error and leaves the page unchanged', async () => {
    const element = await button();
    const { length } = history;
    breakFile('/src/elements/button/checkout-dialog.ts');
    pressed(element).click();
    await eventually(() => hasPart(element, 'message'), 'the words');
    expect(textOf(part(element, 'message'))).to.equal(words.network[0]);
    expect(part(element, 'message').getAttribute('role')).to.equal('alert');
    expect(all(element, 'dialog')).to.deep.equal([]);
    expect(isLocked()).to.equal(false);
    expect(history.length).to.equal(length);
    expect(sessionStorage.getItem('kvit:open')).to.equal(null);
  });
});
