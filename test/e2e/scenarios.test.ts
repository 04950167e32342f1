import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScenarioName } from '../../src/sandbox/index.ts';
import { poll } from './driver/poll.ts';
import { inShop, type Scene } from './support/in-shop.ts';

const CART = '/demo/plain.html';
/** How long the bank thinks in the scenario `slow`, on the sandbox's clock. */
const BANK_MS = 5000;
const SILENT: readonly ScenarioName[] = ['error-500', 'html'];

/** Status by attempt, as the gateway has them. */
function statuses({ payments }: Scene, order: string): [string, number][] {
  return payments(order).map(({ uuid, status }) => [uuid.slice(order.length), status]);
}

inShop('scenarios of the gateway', (scene, _engine, first) => {
  // what the gateway does is the same in every engine; how states look there is tested in test/elements
  if (!first) return;

  for (const [scenario, state, words] of [
    ['declined', 'failed', 'Оплата не прошла'],
    ['cancelled', 'cancelled', 'Оплата отменена'],
    ['held', 'held', 'Деньги заморожены'],
  ] as const) {
    test(`${scenario}: shown as ${state}`, async () => {
      const { here } = scene().buyer;
      scene().demo.sandbox.scenario = scenario;
      const order = await here.opens(CART);
      await here.pays();
      await here.chooses('pay');
      await here.sees(state);
      await here.reads(words);
      assert.equal(scene().payments(order).length, 1);
    });
  }

  test('receipt-failed: paid, what the register said, and no word of a receipt', async () => {
    const { here, page } = scene().buyer;
    scene().demo.sandbox.scenario = 'receipt-failed';
    const order = await here.opens(CART);
    await here.pays();
    await here.chooses('pay');
    await here.sees('paid');
    await page.waitForText(/Касса сообщила об ошибке/, { selector: '[part="receipt"]' });
    assert.equal(await here.state(), 'paid');
    // it asks to look again later, and never says that there is one
    await here.reads(/^Оплачено\nКасса ещё не выдала чек\. Его можно проверить позже\.$/);
    assert.equal(await here.offers('print'), false);
    assert.deepEqual(statuses(scene(), order), [['', 3]]);
  });

  test('slow: busy while the page is made, checking while the bank thinks, then paid', async () => {
    const { here, page } = scene().buyer;
    const order = await here.opens(CART);
    const release = scene().holdGateway('slow');
    await here.presses();
    await here.sees('submitting');
    assert.equal(await page.attribute('[part="pay"]', 'aria-disabled'), 'true');
    assert.equal(await page.text('[part="pay"]'), 'Готовим оплату…');
    release();
    await here.isAtTheGateway();
    await here.chooses('pay');
    await here.sees('checking');
    await here.reads(/^Проверяем оплату\n.*Второй раз платить не нужно/);
    scene().demo.sandbox.advance(BANK_MS);
    await here.sees('paid', 'receipt');
    assert.deepEqual(statuses(scene(), order), [['', 3]]);
  });

  test('endless: checking for as long as nobody knows, and no way to pay again', async () => {
    const { here, page } = scene().buyer;
    scene().demo.sandbox.scenario = 'endless';
    const order = await here.opens(CART);
    await here.pays();
    await here.chooses('pay');
    await here.sees('checking');
    await here.hasAsked('payment', 3);
    assert.equal(await here.state(), 'checking');
    assert.equal(await here.offers('retry'), false);
    await page.goto(`${scene().demo.url}${CART}`);
    await here.sees('checking');
    await here.hasAsked('payment', 2);
    assert.equal(await here.state(), 'checking');
    assert.equal(await here.offers('pay'), false);
    assert.deepEqual(statuses(scene(), order), [['', 1]]);
  });

  test('lost-answer: the page that nobody saw stays unseen, and a retry pays another', async () => {
    const { here, page } = scene().buyer;
    scene().demo.sandbox.scenario = 'lost-answer';
    const order = await here.opens(CART);
    await here.presses();
    await here.sees('error');
    await here.reads(/^Оплата не началась\nДеньги не списаны/);
    const [unseen] = scene().payments(order);
    assert.ok(unseen);
    await here.takes('retry');
    assert.notEqual(await here.isAtTheGateway(), unseen.paymentUrl);
    await page.back();
    await here.sees('away');
    // pressing again is no third payment
    await here.takes('back');
    await here.isAtTheGateway();
    await here.chooses('pay');
    await here.sees('paid', 'receipt');
    assert.deepEqual(statuses(scene(), order), [
      ['', 0],
      ['.2', 3],
    ]);
  });

  test('a late success: failed becomes paid on a second look, and a retry finds it paid', async () => {
    const { buyer, demo, payments } = scene();
    demo.sandbox.scenario = 'declined';
    const order = await buyer.here.opens(CART);
    await buyer.here.pays();
    await buyer.here.chooses('pay');
    await buyer.here.sees('failed');
    const other = buyer.at(await buyer.session.newTab(demo.url + CART));
    await other.sees('failed');
    const [attempt] = payments(order);
    assert.ok(attempt);
    demo.sandbox.act(attempt.id, 'late');
    // the signer asks the gateway only so often, so that one look may come too early
    const seen = await poll(async () => {
      await buyer.page.evaluate(`dispatchEvent(new Event('focus'))`);
      return (await buyer.here.state()) !== 'failed';
    });
    assert.ok(seen, 'a look at the page does not ask again');
    await buyer.here.sees('paid', 'receipt');
    // it may hear of it from the first tab before the press
    if (await other.offers('retry'))
      await other.takes('retry').catch(async (error: unknown) => {
        if (await other.offers('retry')) throw error;
      });
    await other.sees('paid', 'receipt');
    assert.deepEqual(statuses(scene(), order), [['', 3]]);
  });

  for (const scenario of SILENT) {
    test(`${scenario}: said, and a retry works once the gateway is back`, async () => {
      const { buyer, demo } = scene();
      const { here } = buyer;
      demo.sandbox.scenario = scenario;
      const order = await here.opens(CART);
      await here.presses();
      await here.sees('error');
      await here.reads(/^Оплата не началась\nДеньги не списаны/);
      demo.sandbox.scenario = 'paid';
      await here.takes('retry');
      await here.isAtTheGateway();
      assert.equal(scene().payments(order).length, 1);
    });
  }

  test('error-500 after paying: checking, never failed, and paid once the gateway is back', async () => {
    const { buyer, demo } = scene();
    const { here } = buyer;
    await here.opens(CART);
    await here.pays();
    demo.sandbox.scenario = 'error-500';
    await here.chooses('pay');
    await here.sees('checking', 'away');
    await here.hasAsked('payment', 3);
    assert.match((await here.state()) ?? '', /^(?:checking|away)$/);
    demo.sandbox.scenario = 'paid';
    await here.sees('paid', 'receipt');
  });

  test('no-receipt: paid without a receipt, and said so', async () => {
    const { here } = scene().buyer;
    scene().demo.sandbox.scenario = 'no-receipt';
    await here.opens(CART);
    await here.pays();
    await here.chooses('pay');
    await here.sees('paid');
    await here.hasAsked('receipt', 2);
    await here.reads(/^Оплачено\nЧек формируется/);
    assert.equal(await here.state(), 'paid');
    assert.equal(await here.offers('receipt'), false);
  });
});
