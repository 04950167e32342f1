import { aTimeout, expect } from '@open-wc/testing';
import { configure, type Language } from '../../src/index.ts';
import { breakFile, mendFiles } from './kit/broken-file.ts';
import { part, textOf } from './kit/deep.ts';
import { ElementSigner, payment } from './kit/element-signer.ts';
import { freshPage } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { ORDER } from './kit/sample.ts';
import { checkout, eventually, nextState, turn } from './kit/scene.ts';

const PAY = {
  en: 'Pay ₽250.50',
  kk: 'Төлеу 250,50 ₽',
  be: 'Аплаціць 250,50 ₽',
  ky: 'Төлөө 250,50 ₽',
  uz: 'Toʻlash 250,50 ₽',
  zh: '支付 ₽250.50',
} as const;

/** The number of requests for the file of a language on this page. */
const requests = (language: string): number =>
  performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes(`/i18n/languages/${language}.ts`)).length;

const payWords = (element: HTMLElement): string => textOf(part(element, 'pay'));

describe('a language', () => {
  freshPage();

  it('can have the merchant’s texts instead of ours', async () => {
    configure({ messages: { ky: { cart: 'Себет' }, ru: { empty: 'Пусто' } } });
    const { element } = await checkout(undefined, { language: 'ky' });
    expect(
      element.shadowRoot?.querySelector('kvit-cart')?.shadowRoot?.querySelector('ul')?.ariaLabel,
    ).to.equal('Себет');
    expect(payWords(element)).to.equal(PAY.ky);
  });

  it('delays the rendering until its file has loaded', async () => {
    const element = document.createElement('kvit-checkout');
    const seen: string[] = [];
    const look = new MutationObserver(() => seen.push(textOf(element)));
    Object.assign(element, { ...ORDER, signer: new ElementSigner(), language: 'uz' });
    document.body.append(element);
    look.observe(element.renderRoot, { childList: true, subtree: true, characterData: true });
    await eventually(() => seen.some((words) => words.includes('250,50')), 'the first drawing');
    await element.updateComplete;
    look.disconnect();
    expect(payWords(element)).to.equal(PAY.uz);
    expect(seen.filter((words) => words.includes('Оплатить') || words.includes('Итого'))).to.deep.equal([]);
    element.remove();
  });

  it('delays the rendering also when the page changes to it', async () => {
    const { element } = await checkout();
    const seen: string[] = [];
    const look = new MutationObserver(() => seen.push(payWords(element)));
    look.observe(element.renderRoot, { childList: true, subtree: true, characterData: true });
    document.documentElement.lang = 'zh';
    await eventually(() => payWords(element) === PAY.zh, 'Chinese');
    look.disconnect();
    expect(new Set(seen)).to.deep.equal(new Set([PAY.zh]));
  });

  it('loads once per page for many elements', async () => {
    const all = await Promise.all(
      [1, 2, 3].map((n) => checkout(undefined, { uuid: `o-${n}`, language: 'be' })),
    );
    for (const { element } of all) expect(payWords(element)).to.equal(PAY.be);
    const later = await checkout(undefined, { language: 'be-BY' });
    expect(payWords(later.element)).to.equal(PAY.be);
    expect(requests('be')).to.equal(1);
  });

  it('is recognised by the first part of its tag', async () => {
    const { element } = await checkout(undefined, { language: 'kk-KZ' });
    expect(payWords(element)).to.equal(PAY.kk);
    element.language = 'EN-us';
    await eventually(() => payWords(element) === PAY.en, 'English');
  });

  it('that we do not have falls back to Russian without a request', async () => {
    const before = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/i18n/')).length;
    for (const language of ['fr', 'toString', '', 'x']) {
      const { element } = await checkout(undefined, { language });
      expect(payWords(element)).to.equal('Оплатить 250,50 ₽');
    }
    const after = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/i18n/')).length;
    expect(after).to.equal(before);
  });

  for (const language of ['en', 'kk', 'be', 'ky', 'uz', 'zh'] as const satisfies readonly Language[]) {
    it(`translates payment states: ${language}`, async () => {
      remember();
      const { element } = await checkout(new ElementSigner().pays(payment(2)), { language });
      await nextState(element, 'cancelled');
      expect(textOf(part(element, 'message'))).not.to.equal('');
      if (language !== 'be' && language !== 'ky' && language !== 'kk')
        expect(textOf(part(element, 'message'))).not.to.match(/[а-яё]/i);
      expect(textOf(part(element, 'retry'))).not.to.equal('Попробовать ещё раз');
    });
  }
});

describe('a language whose file fails to load', () => {
  freshPage();
  const rejected: unknown[] = [];
  const note = (event: PromiseRejectionEvent): void => void rejected.push(event.reason);
  before(() => addEventListener('unhandledrejection', note));
  after(() => removeEventListener('unhandledrejection', note));
  afterEach(mendFiles);

  it('falls back to Russian after one request, without an error', async () => {
    breakFile('/src/i18n/languages/hy.ts');
    const { element } = await checkout(undefined, { language: 'hy' });
    expect(payWords(element)).to.equal('Оплатить 250,50 ₽');
    const other = await checkout(undefined, { uuid: 'order-2', language: 'hy' });
    expect(payWords(other.element)).to.equal('Оплатить 250,50 ₽');
    await turn();
    await aTimeout(20);
    expect(rejected).to.deep.equal([]);
  });
});
