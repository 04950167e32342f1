import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox, type ScenarioName } from '../../src/sandbox/index.ts';
import { API_KEY, CALLBACK_SECRET, openShop, SECRET, SHOP, type Json } from './shop.ts';
import { Clock } from './clock.ts';

/** Signer and gateway in one process, on one clock. */
function openBoth(scenario: ScenarioName) {
  const clock = new Clock();
  const sandbox = createSandbox({
    shopId: 5,
    secret: SECRET,
    apiKey: API_KEY,
    scenario,
    seed: 1,
    clock: { now: clock.now, sleep: (ms) => clock.sleep(ms) },
    callbackUrl: `${SHOP}/kvit/callback/${CALLBACK_SECRET}`,
    fetch: (request): Promise<Response> => shop.signer.fetch(request),
  });
  const shop = openShop({
    gateway: 'https://sandbox.test/api',
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    now: clock.now,
    sleep: clock.sleep,
  });
  const act = async (page: string, outcome: string): Promise<void> => {
    const body = new URLSearchParams({ outcome });
    const { status } = await clock.run(sandbox.fetch(new Request(page, { method: 'POST', body })));
    assert.ok(status < 400, `${status}`);
  };
  const statusOf = async (handle: unknown): Promise<unknown> => {
    clock.advance(2_000);
    const { body } = await clock.run(shop.status(handle));
    return (body['payment'] as Json | undefined)?.['status'];
  };
  return { clock, sandbox, shop, act, statusOf };
}

describe('signer and sandbox', () => {
  it('pay an order, hear of it, and show its receipt', async () => {
    const { clock, sandbox, shop, act, statusOf } = openBoth('paid');
    const { status, body } = await clock.run(shop.post());
    assert.equal(status, 201);
    await act(String(body['paymentUrl']), 'pay');
    await clock.run(sandbox.settled());
    assert.equal(await statusOf(body['id']), 3);
    assert.deepEqual(
      shop.paid.map(({ key }) => key),
      ['paid:invoice_123'],
    );
    clock.advance(5_000);
    const receipt = await clock.run(shop.receipt(body['id']));
    assert.equal(receipt.status, 200);
    assert.equal((receipt.body['items'] as Json[]).length, 1);
    assert.equal((await clock.run(shop.post())).body['code'], 'already_paid');
  });

  it('survive a lost create answer: a new page, and the lost payment is found', async () => {
    const { clock, sandbox, shop } = openBoth('lost-answer');
    assert.equal((await clock.run(shop.post())).body['code'], 'gateway_unknown');
    sandbox.scenario = 'paid';
    assert.equal((await clock.run(shop.post())).status, 201);
    clock.advance(60_000);
    assert.equal((await clock.run(shop.signer.reconcile())).found, 1);
    assert.deepEqual(
      (await shop.store.ofOrder('invoice_123')).map(({ state }) => state),
      ['ORPHANED', 'OPEN'],
    );
  });

  it('survive a late success', async () => {
    const { clock, shop, act, statusOf } = openBoth('late-success');
    const { body } = await clock.run(shop.post());
    await act(String(body['paymentUrl']), 'pay');
    assert.equal(await statusOf(body['id']), 4);
    clock.advance(10_000);
    assert.equal(await statusOf(body['id']), 3);
    assert.equal(shop.paid.length, 1);
  });

  for (const scenario of ['error-500', 'html'] as const) {
    it(`release nothing while the gateway answers ${scenario}`, async () => {
      const { clock, shop } = openBoth(scenario);
      const { status, body } = await clock.run(shop.post());
      assert.deepEqual([status, body['code']], [504, 'gateway_unknown']);
    });
  }
});
