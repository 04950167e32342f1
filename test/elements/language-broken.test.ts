import { expect } from '@open-wc/testing';
import { breakFile, mendFiles } from './kit/broken-file.ts';
import { part, textOf } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { checkout } from './kit/scene.ts';

/** A page of its own, on which no test has loaded the language before. */
describe('a language whose file does not come, with numbers of its own', () => {
  freshPage();
  afterEach(mendFiles);

  it('leaves texts and numbers Russian, and says so to a screen reader', async () => {
    breakFile('/src/i18n/languages/zh.ts');
    const { element } = await checkout(undefined, { language: 'zh' });
    expect(textOf(part(element, 'pay'))).to.equal('Оплатить 250,50 ₽');
    expect(element.shadowRoot?.querySelector('section')?.lang).to.equal('ru');
  });
});
