import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from './driver/page.ts';
import { poll } from './driver/poll.ts';
import { inShop } from './support/in-shop.ts';

const PRODUCT = '/demo/product.html';
const BUTTON = 'kvit-button [part="button"]';
const CLOSE = 'kvit-button [part="close"]';

/** How the page is while a dialog is open, and while none is. */
const LOCKED = `getComputedStyle(document.documentElement).overflowY`;
const FOCUSED = `document.activeElement?.shadowRoot?.activeElement?.getAttribute('part') ?? null`;
/** A step of one page: its address stays, so the driver's own `back` would wait for ever. */
const BACK = `void setTimeout(() => history.back())`;

const isClosed = async (page: Page): Promise<void> => {
  await page.waitFor(CLOSE, { state: 'hidden' });
  // the browser tells of a close a moment after it
  const free = await poll(async () => (await page.evaluate(LOCKED)) !== 'hidden');
  assert.ok(free, 'the page is still locked');
};

inShop('a kvit-button on a product’s page', (scene) => {
  test('pays in its dialog, and is there again with the news after the gateway', async () => {
    const { buyer, payments, demo } = scene();
    const { here, page } = buyer;
    await page.goto(demo.url + PRODUCT);
    await page.click(BUTTON);
    await page.waitForText(/Оплатить 390,00/, { selector: '[part="pay"]' });
    assert.equal(await page.evaluate(LOCKED), 'hidden');
    const order = await here.orderNumber();
    await here.pays();
    // without paying: the dialog waits where the buyer left it
    await page.back();
    await here.sees('away');
    await here.takes('back');
    await here.isAtTheGateway();
    await here.chooses('pay');
    await here.sees('paid', 'receipt');
    assert.match(await page.url(), /\/demo\/product\.html$/);
    await page.click(CLOSE);
    await isClosed(page);
    assert.equal(await page.evaluate(FOCUSED), 'button');
    await page.reload();
    await page.waitFor(BUTTON);
    assert.equal(await page.exists(CLOSE), false);
    assert.deepEqual(
      payments(order).map(({ status }) => status),
      [3],
    );
  });

  test('what the buyer changed is what is shown, asked for again and paid, also after the bank has declined', async () => {
    const { buyer, payments, demo } = scene();
    const { here, page } = buyer;
    await page.goto(demo.url + PRODUCT);
    await page.click(BUTTON);
    await page.waitFor('[part="pay"]');
    const order = await here.orderNumber();
    await page.click('[aria-label^="Больше"]');
    await page.waitForText(/Оплатить 585,00/, { selector: '[part="pay"]' });
    await here.pays();
    await page.back();
    await here.sees('away');
    assert.match(await page.text('kvit-checkout [part="total"]'), /585,00/);
    await here.takes('back');
    await here.isAtTheGateway();
    await here.chooses('decline');
    await here.sees('failed');
    assert.match(await page.text('kvit-checkout [part="total"]'), /585,00/);
    await here.takes('retry');
    await here.isAtTheGateway();
    await here.chooses('pay');
    await here.sees('receipt');
    assert.match(await page.text('kvit-checkout [part="total"]'), /585,00/);
    await page.waitForText(/585,00/, { selector: '[part="receipt"]' });
    assert.deepEqual(
      payments(order).map(({ status, amount }) => [status, amount]),
      [
        [4, '585.00'],
        [3, '585.00'],
      ],
    );
  });

  test('is closed by Esc and by Back, and a reload finds it as it was', async () => {
    const { buyer, demo } = scene();
    const { page } = buyer;
    await page.goto(demo.url + PRODUCT);
    await page.click(BUTTON);
    await page.waitFor(CLOSE);
    await page.press('Escape');
    await isClosed(page);
    assert.equal(await page.evaluate(FOCUSED), 'button');
    await page.click(BUTTON);
    await page.waitFor(CLOSE);
    await page.reload();
    await page.waitFor(CLOSE);
    await page.evaluate(BACK);
    await isClosed(page);
    assert.match(await page.url(), /\/demo\/product\.html$/);
  });

  test('works inside a dialog of the shop’s own', async () => {
    const { buyer, demo } = scene();
    const { here, page } = buyer;
    await page.goto(demo.url + PRODUCT);
    await page.waitFor(BUTTON);
    await page.evaluate(() => {
      const dialog = document.createElement('dialog');
      dialog.id = 'quick-look';
      const button = document.querySelector('kvit-button');
      if (button) dialog.append(button);
      document.body.append(dialog);
      dialog.showModal();
    });
    await page.click(BUTTON);
    await page.waitFor('[part="pay"]');
    await page.press('Escape');
    await page.waitFor(CLOSE, { state: 'hidden' });
    assert.equal(await page.evaluate(`document.querySelector('#quick-look').open`), true);
    await page.click(BUTTON);
    await page.waitFor('[part="pay"]');
    await here.pays();
  });
});
