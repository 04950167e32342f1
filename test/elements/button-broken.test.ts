import { expect } from '@open-wc/testing';
import { breakFile, mendFiles } from './kit/broken-file.ts';
import { button, closedDialogs, isLocked, pressed } from './kit/buttons.ts';
import { all, hasPart, part, textOf } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { eventually } from './kit/scene.ts';
import { words } from './kit/words.ts';

/** In a file of its own: code that has come is there for good, and Firefox asks for code that has not only once. */
describe('a kvit-button whose dialog does not come', () => {
  freshPage();
  closedDialogs();
  afterEach(mendFiles);

  it('says so, and leaves the page as it was', async () => {
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
