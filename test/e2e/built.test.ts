import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { ACCOUNT } from '../../demo/merchant/merchant.ts';
import { inEngines } from './driver/in-engines.ts';
import { Buyer, type BuyerAt } from './support/buyer.ts';
import { STRICT_POLICY, StrictShop } from './support/strict-shop.ts';

const MODULE = '<script type="module" src="/dist/kvit.js"></script>';
const CLASSIC = '<script src="/dist/kvit.global.js"></script>';

/** Takes away what Safari had not before 17.5 and 16.4. */
const OLD_ENGINE = `
  const supports = CSS.supports.bind(CSS);
  CSS.supports = (...rule) => !String(rule).includes('light-dark') && supports(...rule);
  for (const { prototype } of [Document, ShadowRoot]) delete prototype.adoptedStyleSheets;
`;

const STATUS = '<kvit-status signer="/kvit"></kvit-status>';

let shop: StrictShop;
before(async () => {
  shop = await StrictShop.start();
});
after(() => shop.close());

inEngines('the built scripts', (browser) => {
  let buyer: Buyer;
  let here: BuyerAt;
  beforeEach(async () => {
    buyer = new Buyer(await browser().session(), browser().name, shop);
    here = buyer.here;
    shop.broken.clear();
    shop.slow.clear();
    shop.answers.length = 0;
  });
  afterEach(() => buyer.session.close());

  /** Walks from a page to the receipt on `/return`. */
  async function buys(order: string): Promise<void> {
    await here.pays();
    await here.chooses('pay');
    await here.sees('receipt');
    await buyer.page.waitFor('[part="receipt"]');
    const paid = shop.sandbox.payments().filter(({ uuid, status }) => uuid === order && status === 3);
    assert.equal(paid.length, 1);
  }

  const noted = () => buyer.page.evaluate<string[]>(`JSON.parse(sessionStorage.getItem('noted') ?? '[]')`);

  for (const [form, script] of [
    ['module', MODULE],
    ['classic', CLASSIC],
  ] as const) {
    test(`${form}: the whole road under the strictest policy breaks none of its rules and tells no secret`, async () => {
      const { url, order } = shop.page('cart', { head: script, policy: STRICT_POLICY });
      shop.page('return', { head: script, policy: STRICT_POLICY, body: STATUS });
      await buyer.page.goto(url);
      await buys(order);
      assert.deepEqual(await noted(), []);
      await buyer.assertNoErrors();
      assertNoSecrets(order);
    });
  }

  /** Looks through every byte that the shop has sent. */
  function assertNoSecrets(order: string): void {
    const callbackSecret = shop.callbackPath.split('/').at(-1) ?? '';
    const payment = shop.sandbox.payments().find(({ uuid }) => uuid === order);
    const fromSigner = shop.answers.filter(({ path }) => path.startsWith('/kvit/'));
    assert.ok(fromSigner.some(({ path }) => path === '/kvit/receipt'));
    for (const { path, body } of shop.answers) {
      for (const secret of [ACCOUNT.secret, ACCOUNT.apiKey, callbackSecret]) {
        assert.ok(!body.includes(secret), `${path} tells ${secret}`);
      }
    }
    for (const { path, body } of fromSigner.filter(({ path }) => !path.startsWith('/kvit/callback'))) {
      assert.doesNotMatch(body, /"sign"|"api_?key"|"secret"/i, path);
      if (path === '/kvit/payments') assert.doesNotMatch(body, new RegExp(`"id":"?${payment?.id}\\b`));
    }
  }

  for (const [name, head] of [
    ['module twice', MODULE + MODULE.replace('kvit.js', 'kvit.js?again')],
    ['classic twice', CLASSIC + CLASSIC.replace('global.js', 'global.js?again')],
    ['module, then classic', MODULE + CLASSIC],
    ['classic, then module', CLASSIC + MODULE],
  ] as const) {
    test(`${name}: one widget, no errors, and it pays`, async () => {
      const { url } = shop.page('cart', { head });
      shop.page('return', { head, body: STATUS });
      await buyer.page.goto(url);
      await here.pays();
      await here.chooses('leave');
      await here.sees('away');
      assert.deepEqual(await noted(), []);
      await buyer.assertNoErrors();
    });
  }

  test('an engine that knows neither light-dark() nor sheets to adopt: plain colours, every panel in its looks', async () => {
    shop.scripts.set('/old.js', OLD_ENGINE);
    const head = `<script src="/old.js"></script>${MODULE}`;
    const { url, order } = shop.page('cart', { head });
    shop.page('return', { head, body: STATUS });
    await buyer.page.goto(url);
    await buyer.page.waitFor('[part="pay"]');
    const look = (selector: string, property: string) =>
      buyer.page.evaluate<string>(
        `getComputedStyle(document.querySelector('kvit-checkout, kvit-status').shadowRoot.querySelector('${selector}')).${property}`,
      );
    assert.equal(await look('[part="pay"]', 'backgroundColor'), 'rgb(11, 107, 83)');
    await buys(order);
    assert.equal(await look('.panel', 'backgroundColor'), 'rgb(244, 246, 245)');
    assert.equal(await look('.icon', 'width'), '28px');
    assert.equal(await look('.icon', 'stroke'), 'rgb(11, 107, 83)');
    await buyer.assertNoErrors();
  });

  test('a page in windows-1251: the classic script speaks Russian all the same', async () => {
    const { url } = shop.page('cart', { head: CLASSIC, charset: 'windows-1251' });
    await buyer.page.goto(url);
    await buyer.page.waitFor('[part="pay"]');
    assert.match(await buyer.page.text('[part="pay"]'), /^Оплатить 1/);
    assert.match(await buyer.page.text('h2'), /^Покупка булочек$/);
  });

  test('a chunk that does not come at first: said, and a retry pays', async () => {
    // also when the page is idle, and again at the press
    shop.broken.set('/dist/kvit-road.js', Number.POSITIVE_INFINITY);
    const { url, order } = shop.page('cart', { head: MODULE });
    await buyer.page.goto(url);
    await here.presses();
    await here.sees('error');
    await here.reads('Нет связи с магазином');
    shop.broken.clear();
    await here.takes('retry');
    await here.isAtTheGateway();
    assert.equal(shop.sandbox.payments().filter(({ uuid }) => uuid === order).length, 1);
  });

  test('a chunk that comes late: who has been to the payment page is told to wait, and is not offered to pay', async () => {
    const { url } = shop.page('cart', { head: MODULE });
    const back = shop.page('return', { head: MODULE, body: STATUS }).url;
    await buyer.page.goto(url);
    await here.pays();
    await here.chooses('leave');
    await here.sees('away');
    for (const address of [url, back]) {
      let arrive = (): void => undefined;
      shop.slow.set('/dist/kvit-road.js', new Promise<void>((resolve) => (arrive = resolve)));
      await buyer.page.goto(address);
      await buyer.page.waitForText('Загружаем…', { selector: '[role="status"]' });
      assert.equal(await here.offers('pay'), false);
      arrive();
      await here.sees('away');
      assert.equal(await here.offers('pay'), false);
    }
  });

  test('a chunk that does not come: who has been to the payment page may press, and is led back to it', async () => {
    const { url, order } = shop.page('cart', { head: MODULE });
    shop.page('return', { head: MODULE, body: STATUS });
    await buyer.page.goto(url);
    const page = await here.pays();
    await here.chooses('leave');
    await here.sees('away');
    shop.broken.set('/dist/kvit-road.js', 1);
    await buyer.page.goto(url);
    await here.presses();
    await here.sees('away');
    await here.takes('back');
    assert.equal(await here.isAtTheGateway(), page);
    assert.equal(shop.sandbox.payments().filter(({ uuid }) => uuid === order).length, 1);
  });

  test('a button whose dialog does not come at first says so, and opens at the next press', async () => {
    shop.broken.set('/dist/kvit-checkout-dialog.js', 1);
    const body = (order: string) => `<kvit-button signer="/kvit" uuid="${order}"></kvit-button>`;
    await buyer.page.goto(shop.page('button', { head: MODULE, body }).url);
    await buyer.page.click('[part="button"]');
    await buyer.page.waitForText('Нет связи с магазином', { selector: 'kvit-button' });
    await buyer.page.click('[part="button"]');
    await buyer.page.waitForText(/Оплатить 1/, { selector: '[part="pay"]' });
  });

  test('storage is blocked: the buyer still comes to the payment page, once', async () => {
    const head = `<script src="/block-storage.js"></script>${MODULE}`;
    const { url, order } = shop.page('cart', { head });
    await buyer.page.goto(url);
    await here.pays();
    assert.equal(shop.sandbox.payments().filter(({ uuid }) => uuid === order).length, 1);
  });
});
