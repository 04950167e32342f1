import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { inEngines } from './driver/in-engines.ts';
import { Buyer, type BuyerAt } from './support/buyer.ts';
import { Framed, framing, TELLING } from './support/framed.ts';
import { checkout, StrictShop } from './support/strict-shop.ts';

const SCRIPT = '<script type="module" src="/dist/kvit.js"></script>';
const STATUS = '<kvit-status signer="/kvit"></kvit-status>';
const HERE = (order: string): string => checkout(order, '');

let shop: StrictShop;
/** the same shop by another name: another origin, and another site */
let elsewhere: string;
before(async () => {
  shop = await StrictShop.start();
  elsewhere = shop.url.replace('127.0.0.1', 'localhost');
});
after(() => shop.close());

inEngines('a checkout in a frame', (browser) => {
  let buyer: Buyer;
  let here: BuyerAt;
  let frame: Framed;
  beforeEach(async () => {
    buyer = new Buyer(await browser().session(), browser().name, shop);
    here = buyer.here;
    frame = new Framed(buyer.page, browser().name);
  });
  afterEach(() => buyer.session.close());

  const payments = (order: string) => shop.sandbox.payments().filter(({ uuid }) => uuid === order);

  test('of the shop’s own page: the whole window goes to the gateway and comes back to that page', async () => {
    const { url, order } = shop.page('cart', { head: SCRIPT + TELLING, body: HERE });
    const outer = shop.page('outer', { head: '', body: framing(url) });
    await buyer.page.goto(outer.url);
    await frame.presses('pay');
    await here.isAtTheGateway();
    await here.chooses('pay');
    assert.equal(await buyer.page.url(), outer.url);
    await frame.sees('paid', 'receipt');
    assert.equal(payments(order).length, 1);
  });

  test('of another site’s page: the whole window goes, and the shop’s own page knows the order is paid', async () => {
    const { url, order } = shop.page('cart', { head: SCRIPT + TELLING, body: HERE });
    shop.page('outer', { head: '', body: framing(url) });
    await buyer.page.goto(`${elsewhere}/outer`);
    await frame.presses('pay');
    await here.isAtTheGateway();
    await here.chooses('pay');
    assert.equal(await buyer.page.url(), url);
    // what a framed page keeps, browsers do not show to the same page outside of it: a press asks the signer
    await here.presses();
    await here.sees('paid', 'receipt');
    assert.equal(payments(order).length, 1);
  });

  test('of another site’s page, paid by a script: where that may not lead the window away, a press does', async () => {
    const pays = `<script type="module">
      const element = document.querySelector('kvit-checkout');
      await customElements.whenDefined('kvit-checkout');
      element.pay();
    </script>`;
    const body = (order: string): string => checkout(order) + pays;
    const { url, order } = shop.page('cart', { head: SCRIPT + TELLING, body });
    shop.page('outer', { head: '', body: framing(url) });
    await buyer.page.goto(`${elsewhere}/outer`);
    if (browser().name !== 'firefox') {
      await frame.sees('away');
      await frame.presses('back');
    }
    await here.isAtTheGateway();
    assert.equal(payments(order).length, 1);
  });

  test('in a sandbox that keeps the window where it is: a new tab pays, and the frame sees it', async () => {
    const { url, order } = shop.page('cart', { head: SCRIPT + TELLING });
    shop.page('return', { head: SCRIPT, body: STATUS });
    const sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';
    const outer = shop.page('outer', { head: '', body: framing(url, `sandbox="${sandbox}"`) });
    await buyer.page.goto(outer.url);
    // a moment after the press WebKit takes a new tab for a pop-up, so there it is the second one that opens it
    if (browser().name === 'webkit') {
      await frame.presses('pay');
      await frame.sees('away');
    }
    const press = browser().name === 'webkit' ? 'back' : 'pay';
    const tab = buyer.at(await buyer.session.openedBy(() => frame.presses(press)));
    await tab.isAtTheGateway();
    assert.equal(await tab.page.evaluate('window.opener === null'), true);
    assert.equal(await buyer.page.url(), outer.url);
    await frame.sees('away');
    await tab.chooses('pay');
    await tab.sees('paid', 'receipt');
    await tab.page.close();
    await frame.sees('paid', 'receipt');
    assert.equal(payments(order).length, 1);
  });
});
