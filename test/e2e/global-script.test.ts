import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { inEngines } from './driver/in-engines.ts';
import { Buyer, type BuyerAt } from './support/buyer.ts';
import { StrictShop } from './support/strict-shop.ts';

const CODE = readFileSync('dist/kvit.global.js', 'utf8');
const STATUS = '<kvit-status signer="/kvit"></kvit-status>';

/** The script as optimisers leave it: between other scripts, in a file of another name and folder. */
const JOINED = '/wp-content/cache/all-5f3.js';
const RENAMED = '/assets/pay/checkout.min.js';

const INLINE = `<script>${CODE}</script>`;

const button = (order: string): string =>
  `<kvit-button signer="/kvit" uuid="${order}" language="en" website-url="/return">Buy</kvit-button>`;

const inLanguage = (language: string) => (): string =>
  `<kvit-cart language="${language}"><kvit-item description="Билет" quantity="1" price="1000" vat-code="0" payment-subject="1" payment-mode="4"></kvit-item></kvit-cart>`;

let shop: StrictShop;
before(async () => {
  shop = await StrictShop.start();
  shop.scripts.set(JOINED, `var before = 1\n${CODE}\n;(function () { window.after = before })();`);
  shop.scripts.set(RENAMED, CODE);
});
after(() => shop.close());

inEngines('the global script', (browser) => {
  let buyer: Buyer;
  let here: BuyerAt;
  beforeEach(async () => {
    buyer = new Buyer(await browser().session(), browser().name, shop);
    here = buyer.here;
    shop.answers.length = 0;
  });
  afterEach(() => buyer.session.close());

  const kvitFiles = (): string[] =>
    shop.answers.map(({ path }) => path).filter((path) => /\/kvit[\w.-]*\.js$/.test(path));

  const totalIs = (words: string | RegExp) => buyer.page.waitForText(words, { selector: '[part="total"]' });

  for (const [way, head] of [
    ['inlined into the page', INLINE],
    ['concatenated, and the page in windows-1251', `<script src="${JOINED}"></script>`],
    ['renamed, in another folder', `<script src="${RENAMED}"></script>`],
  ] as const) {
    test(`${way}: dialog, payment and receipt work, and no other file is fetched`, async () => {
      const charset = way.includes('1251') ? 'windows-1251' : 'utf-8';
      const { url, order } = shop.page('cart', { head, body: button, charset });
      shop.page('return', { head, body: STATUS, charset });
      await buyer.page.goto(url);
      await buyer.page.click('[part="button"]');
      await buyer.page.waitForText(/^Pay ₽1,363\.00$/, { selector: '[part="pay"]' });
      await here.pays();
      await here.chooses('pay');
      await here.sees('receipt');
      await buyer.page.waitForText('Оплачено', { selector: '[part="message"]' });
      await buyer.page.waitFor('[part="save"]');
      const paid = shop.sandbox.payments().filter(({ uuid, status }) => uuid === order && status === 3);
      assert.equal(paid.length, 1);
      assert.deepEqual(kvitFiles(), []);
      await buyer.assertNoErrors();
    });
  }

  for (const [where, head] of [
    ['from beside the script', '<script src="/dist/kvit.global.js"></script>'],
    ['from where data-kvit-base says', `<script src="${RENAMED}" data-kvit-base="/dist"></script>`],
    ['from where configure says', `<script src="${RENAMED}"></script><script src="/configure.js"></script>`],
  ] as const) {
    test(`another language comes ${where}`, async () => {
      shop.scripts.set('/configure.js', `kvit.configure({ base: '/dist' })`);
      await buyer.page.goto(shop.page('cart', { head, body: inLanguage('zh') }).url);
      await totalIs(/^合计\s+₽1,000\.00$/);
      assert.deepEqual(kvitFiles().at(-1), '/dist/kvit-zh.js');
    });
  }

  for (const [what, head] of [
    ['an inlined script', INLINE],
    ['a joined script', `<script src="${JOINED}"></script>`],
    [
      'a base that somebody planted in the page',
      `<base href="/dist/"><div data-kvit-base="/dist/"></div>${INLINE}`,
    ],
  ] as const) {
    test(`${what} has no language files: texts and numbers are both Russian`, async () => {
      await buyer.page.goto(shop.page('cart', { head, body: inLanguage('zh') }).url);
      await totalIs(/^Итого\s+1\s000,00\s₽$/);
      assert.equal(kvitFiles().includes('/dist/kvit-zh.js'), false);
    });
  }
});
