import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inShop, type Scene } from './support/in-shop.ts';

const DAY = 86_400_000;
const YES = '[role="group"] [part="cancel"]';

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/** What the merchant does with a payment, at the gateway. */
async function acts({ demo, payments }: Scene, order: string, outcome: string): Promise<void> {
  const id = payments(order)[0]?.id ?? '';
  const { ok } = await post(`${demo.url}/_sandbox/payments/${id}/outcome`, { outcome });
  assert.ok(ok);
}

/** As a buyer does who looks at the tab again. */
const LOOK = `dispatchEvent(new Event('focus'))`;

inShop('after paying', (scene, _engine, first) => {
  test('a subscription is agreed to, paid, listed and ended by its buyer', async () => {
    const { buyer, demo } = scene();
    const { here, page } = buyer;
    const order = await here.opens('/demo/subscription.html');
    await page.click('[part="pay"]');
    await page.waitForText('Без согласия', { selector: '#no-subscription' });
    await here.pays();
    await here.chooses('pay');
    await here.sees('paid', 'receipt');
    const own = () => demo.sandbox.subscriptions().at(-1);
    assert.equal(own()?.status, 1);
    assert.ok(scene().payments(order).length > 0);
    await page.goto(`${demo.url}/demo/subscriptions.html`);
    await page.click('[part="cancel"]');
    await page.waitFor(YES);
    assert.equal(own()?.status, 1);
    await page.press('Shift+Tab');
    await page.press('Enter');
    await page.waitForText('Подписка отменена', { selector: 'kvit-subscriptions' });
    assert.notEqual(own()?.status, 1);
    await page.reload();
    await page.waitForText('Отменена', { selector: 'kvit-subscriptions' });
    assert.equal(await page.exists('[part="cancel"]'), false);
  });

  // what the merchant does with a hold comes from the gateway, in every engine alike
  if (!first) return;

  test('a hold shows the merchant’s capture as soon as it is asked about, and its receipt a day later', async () => {
    const { buyer, demo } = scene();
    const { here, page } = buyer;
    await holds('capture');
    await here.sees('receipt');
    await page.evaluate((day: number) => {
      for (const [key, text] of Object.entries(localStorage)) {
        if (!key.startsWith('kvit:')) continue;
        const record = JSON.parse(String(text)) as { at: number };
        localStorage.setItem(key, JSON.stringify({ ...record, at: record.at - day }));
      }
    }, DAY);
    await post(`${demo.url}/_sandbox/clock`, { advance: DAY });
    await page.reload();
    await here.sees('receipt');
    await page.waitFor('[part="receipt"]');
  });

  test('a hold shows the merchant’s release as soon as it is asked about', async () => {
    await holds('release');
    await scene().buyer.here.sees('cancelled');
  });

  /** Has money held, and the merchant do something with it; then the buyer looks at the tab again. */
  async function holds(outcome: 'capture' | 'release'): Promise<void> {
    const { here, page } = scene().buyer;
    const order = await here.opens('/demo/hold.html');
    await here.pays();
    await here.chooses('pay');
    await here.sees('held');
    await page.waitForText(/Примерно до .*осталось/, { selector: 'kvit-status' });
    await acts(scene(), order, outcome);
    await page.evaluate(LOOK);
  }
});
