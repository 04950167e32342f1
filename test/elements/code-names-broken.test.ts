import { aTimeout, expect } from '@open-wc/testing';
import { breakFile, mendFiles } from './kit/broken-file.ts';
import { find, textOf } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { bun } from './kit/sample.ts';
import { checkout } from './kit/scene.ts';

/** In a file of its own: Firefox remembers a file that did not come for the life of the page. */
describe('the names of codes', () => {
  freshPage();
  afterEach(mendFiles);

  it('that could not be fetched are the codes themselves, and no error of the page', async () => {
    const rejected: unknown[] = [];
    addEventListener('unhandledrejection', ({ reason }) => void rejected.push(reason));
    breakFile('/src/domain/codes/rare-names.ts');
    const { element } = await checkout(undefined, { items: [{ ...bun, payment_subject: 21 }] });
    await aTimeout(20);
    expect(textOf(find(element, '.more dd'))).to.equal('21');
    expect(rejected).to.deep.equal([]);
  });
});
