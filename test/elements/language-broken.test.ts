import { expect } from '@open-wc/testing';
import { breakFile, mendFiles } from './kit/broken-file.ts';
import { part, textOf } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { checkout } from './kit/scene.ts';

/** A file of its own, because no test may have loaded the language before. */
describe('a language with its own number format whose file fails to load', () => {
  freshPage();
  afterEach(mendFiles);

  it('leaves texts, numbers and the lang attribute Russian', async () => {
    breakFile('/src/i18n/languages/zh.ts');
    const { element } = await checkout(undefined, { language: 'zh' });
    expect(textOf(part(element, 'pay'))).to.equal('Оплатить 250,50 ₽');
    expect(element.shadowRoot?.querySelector('section')?.lang).to.equal('ru');
  });
});
