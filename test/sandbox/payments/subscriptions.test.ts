import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { call, control, create, type Json, openShop, press } from '../shop.ts';

const DAY = 86_400_000;

async function subscribe(subscribe: 'Day' | 'Week' | 'Month', options: Partial<SandboxOptions> = {}) {
  const shop = openShop(options);
  const { id, page } = await create(shop.sandbox, { subscribe });
  await press(shop.sandbox, page, 'pay');
  return { ...shop, id };
}

async function uuidsOf(sandbox: Sandbox): Promise<unknown[]> {
  const { body } = await call(sandbox, 'GET', '/v2/payments');
  return (body['items'] as Json[]).map((item) => `${String(item['uuid'])} ${String(item['status'])}`);
}

describe('a subscription', () => {
  test('charges every day, with a callback and a receipt', async () => {
    const { sandbox, received } = await subscribe('Day');
    sandbox.advance(DAY - 1);
    assert.deepEqual(await uuidsOf(sandbox), ['order_1 3']);
    sandbox.advance(1);
    assert.deepEqual(await uuidsOf(sandbox), ['order_1 3', 'order_1-renewal-1 3']);
    sandbox.advance(2 * DAY);
    await sandbox.settled();
    assert.deepEqual(
      received.map(({ id, uuid, amount, payment_status }) => [id, uuid, amount, payment_status]),
      [
        [1, 'order_1', 250.5, 'success'],
        [2, 'order_1-renewal-1', 250.5, 'success'],
        [3, 'order_1-renewal-2', 250.5, 'success'],
        [4, 'order_1-renewal-3', 250.5, 'success'],
      ],
    );
    const { body } = await call(sandbox, 'GET', '/v2/payments/3/receipt');
    const [receipt] = body['items'] as Json[];
    assert.deepEqual(
      [receipt?.['uuid'], receipt?.['receipt_datetime']],
      ['order_1-renewal-2', '2026-03-03T09:00:02Z'],
    );
  });

  test('charges by the week and by the month', async () => {
    for (const [interval, until, charges] of [
      ['Week', 27 * DAY, 3],
      ['Week', 28 * DAY, 4],
      ['Month', 31 * DAY - 1, 0],
      ['Month', 31 * DAY, 1],
      ['Month', 61 * DAY, 2],
    ] as const) {
      const { sandbox } = await subscribe(interval);
      sandbox.advance(until);
      assert.equal(sandbox.payments().length - 1, charges, `${interval} ${until / DAY}`);
    }
  });

  test('charges until it is cancelled', async () => {
    const { sandbox } = await subscribe('Day');
    sandbox.advance(DAY);
    assert.equal((await call(sandbox, 'DELETE', '/v2/subscribes/501')).status, 200);
    sandbox.advance(30 * DAY);
    assert.equal(sandbox.payments().length, 2);
    const [subscription] = sandbox.subscriptions();
    assert.deepEqual([subscription?.status, subscription?.next_pay_date], [0, '2026-03-03']);
  });

  test('charges by the given clock, in one step or in many', async () => {
    const leap = await subscribe('Day');
    await leap.clock.pass(3 * DAY);
    const steps = await subscribe('Day');
    for (let step = 0; step < 12; step++) await steps.clock.pass(DAY / 4);
    const books = (sandbox: Sandbox) =>
      JSON.stringify(sandbox.payments().map((payment) => ({ ...payment, callbacks: [] })));
    assert.equal(leap.sandbox.payments().length, 4);
    assert.equal(books(leap.sandbox), books(steps.sandbox));
  });
});

test('only a paid payment starts a subscription', async () => {
  for (const outcome of ['decline', 'cancel', 'hold', 'leave'] as const) {
    const { sandbox } = openShop();
    await press(sandbox, (await create(sandbox, { subscribe: 'Day' })).page, outcome);
    sandbox.advance(3 * DAY);
    assert.deepEqual([sandbox.subscriptions().length, sandbox.payments().length], [0, 1], outcome);
  }
});

test('a captured hold and a late success start one subscription', async () => {
  const { sandbox } = openShop();
  const { id } = await create(sandbox, { subscribe: 'Week' });
  sandbox.act(id, 'hold');
  await call(sandbox, 'PUT', `/v2/payments/${id}/hold`);
  assert.equal(sandbox.subscriptions().length, 1);
  const late = await subscribe('Week', { scenario: 'late-success' });
  assert.equal(late.sandbox.subscriptions().length, 0);
  late.sandbox.advance(6_000);
  assert.deepEqual(
    late.sandbox.subscriptions().map(({ payments, nextChargeAt }) => [payments, nextChargeAt]),
    [[[1], Date.parse('2026-03-08T09:00:06Z')]],
  );
});

test('a renewal can be declined or repeat the first uuid', async () => {
  const { sandbox, received } = await subscribe('Day', { scenario: { renewal: ['declined', 'same-uuid'] } });
  sandbox.advance(3 * DAY);
  await sandbox.settled();
  assert.deepEqual(await uuidsOf(sandbox), [
    'order_1 3',
    'order_1-renewal-1 4',
    'order_1 3',
    'order_1-renewal-3 3',
  ]);
  assert.equal(received[1]?.['payment_status'], 'cancel');
});

test('GET /_sandbox/subscriptions shows the next charge and the payments', async () => {
  const { sandbox } = await subscribe('Month');
  sandbox.advance(31 * DAY);
  const { body } = await control(sandbox, 'GET', '/subscriptions');
  assert.deepEqual(body['items'], [
    {
      id: 501,
      description: 'Булочки',
      status: 1,
      currency: 'rub',
      amount: '250.50',
      start_date: '2026-03-01',
      next_pay_date: '2026-05-01',
      interval: 'Month',
      uuid: 'order_1',
      nextChargeAt: Date.parse('2026-05-01T09:00:00Z'),
      payments: [1, 2],
    },
  ]);
});
