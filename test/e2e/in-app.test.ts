import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NOT_THIS_MACHINE } from './driver/engines.ts';
import { inChromium } from './driver/in-engines.ts';
import { Buyer } from './support/buyer.ts';
import { APPS, guiseOf } from './support/in-app.ts';
import { checkout, StrictShop } from './support/strict-shop.ts';

let shop: StrictShop;
let url: string;
before(async () => {
  shop = await StrictShop.start();
  // a name that is not this machine's, as every true shop has one: the widget takes this machine's for a workbench
  url = shop.url.replace('127.0.0.1', NOT_THIS_MACHINE);
});
after(() => shop.close());

/** A cart that would rather pay in a new tab, and where it returns to. @returns the order's number */
function shelve(): string {
  const head = `<meta name="viewport" content="width=device-width, initial-scale=1" /><script type="module">
    import { configure } from '/dist/kvit.js';
    configure({ payHosts: ['${shop.gatewayHost}'] });
  </script>`;
  shop.page('return', { head, body: '<kvit-status signer="/kvit"></kvit-status>' });
  const body = (order: string): string => checkout(order, 'website-url="/return" target="_blank"');
  return shop.page('cart', { head, body }).order;
}

inChromium('the browser inside', (browser) => {
  for (const app of APPS) {
    const { storage, open, offline = false } = app;
    const limits = `storage ${storage}, open ${open}${offline ? ', offline by its own word' : ''}`;

    test(`${app.name} (${limits}): the road ends at paid, and nothing is paid twice`, async () => {
      const order = shelve();
      const buyer = new Buyer(await browser().session(guiseOf(app)), 'chromium', { url });
      const { here, page } = buyer;
      await here.opens('/cart');
      assert.equal(await page.evaluate('navigator.userAgent'), app.userAgent);
      await here.pays();
      await here.chooses('pay');
      assert.equal(await page.url(), `${url}/return`);
      if (storage !== 'kept') {
        // this page cannot know what was paid for, and says no more than that
        await page.waitForText(/Этот браузер их не помнит/);
        assert.equal(await here.state(), 'idle');
        await here.opens('/cart');
        await here.presses();
      }
      await here.sees('paid', 'receipt');
      const { length } = shop.sandbox.payments().filter(({ uuid }) => uuid === order);
      assert.equal(length, 1);
      await buyer.assertNoErrors();
      await buyer.session.close();
    });
  }
});
