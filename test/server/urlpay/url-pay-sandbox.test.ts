import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox, type AnswerFault, type SandboxOptions } from '../../../src/sandbox/index.ts';
import { createUrlPay, KvitError, type UrlPay } from '../../../src/server/index.ts';
import { Clock } from '../clock.ts';
import { TO_ACCOUNT, TO_CARD } from './sample-payouts.ts';
import { failsWith, fieldsOfError } from './test-client.ts';
import { API_KEY, CLAIM, SECRET } from '../shop.ts';

const DAY = '2026-11-21';

/** Connects the client and the sandbox in one process and on one clock. They share no code. */
function openBoth(options: Partial<SandboxOptions> = {}) {
  const clock = new Clock();
  const made: string[] = [];
  const sandbox = createSandbox({
    shopId: 5,
    secret: SECRET,
    apiKey: API_KEY,
    seed: 1,
    openingBalance: '10000.00',
    clock: { now: clock.now, sleep: (ms) => clock.sleep(ms) },
    callbackUrl: 'https://shop.test/callback',
    fetch: async () => new Response('{"success":true}'),
    ...options,
  });
  const urlPay = createUrlPay({
    apiKey: API_KEY,
    shopId: 5,
    secret: SECRET,
    baseUrl: 'https://sandbox.test/api',
    now: clock.now,
    sleep: clock.sleep,
    fetch: (input, init) => {
      made.push(`${init.method} ${new URL(input).pathname}`);
      return sandbox.fetch(new Request(input, init));
    },
  });
  return { clock, sandbox, urlPay, made };
}

/** The operations on payments, receipts, subscriptions and callbacks, in a shop's usual order. */
async function drivePayments({ clock, sandbox, urlPay }: ReturnType<typeof openBoth>): Promise<void> {
  const create = (uuid: string, extra: object = {}) =>
    clock.run(urlPay.createPayment({ ...CLAIM, uuid, ...extra }, { websiteUrl: 'https://shop.test/back' }));
  const { id, paymentUrl } = await create('paid');
  assert.ok(new URL(paymentUrl).host === 'sandbox.test');
  assert.deepEqual(await urlPay.getReceipt(id), []);
  sandbox.act(id, 'pay');
  clock.advance(5_000);
  const payment = await urlPay.getPayment(id);
  assert.deepEqual([payment.uuid, payment.amount, payment.status], ['paid', '250.50', 3]);
  assert.deepEqual(await urlPay.listPayments(), [payment]);
  const [receipt] = await urlPay.getReceipt(id);
  assert.deepEqual([receipt?.total, receipt?.uuid], [250.5, 'paid']);

  const captured = await create('captured', { holdTime: 3_600 });
  const released = await create('released', { holdTime: 3_600 });
  for (const held of [captured, released]) sandbox.act(held.id, 'hold');
  await urlPay.captureHold(captured.id);
  await urlPay.cancelHold(released.id);
  clock.advance(5_000);
  assert.equal((await urlPay.getPayment(captured.id)).status, 3);
  assert.equal((await urlPay.getPayment(released.id)).status, 2);
  await urlPay.refund(captured.id);
  await assert.rejects(urlPay.refund(captured.id), failsWith('gateway_refused', 422));

  const renewed = await create('subscribed', { subscribe: 'Month' });
  sandbox.act(renewed.id, 'pay');
  clock.advance(5_000);
  const [subscription] = await urlPay.listSubscriptions();
  assert.deepEqual([subscription?.interval, subscription?.amount], ['Month', '250.50']);
  await urlPay.cancelSubscription(subscription?.id ?? 0);

  const sent = sandbox.callbacks.length;
  await urlPay.requestCallback({
    id,
    amount: 25_050,
    currency: 'RUB',
    uuid: 'paid',
    payment_status: 'success',
  });
  await clock.run(sandbox.settled());
  assert.equal(sandbox.callbacks.length, sent + 1);
}

/** Balances and the eleven operations of payouts. */
async function drivePayouts({ urlPay, sandbox }: ReturnType<typeof openBoth>): Promise<void> {
  const [before] = await urlPay.getBalances();
  assert.ok(before && typeof before.available === 'number');
  const metadata = { order_id: '12345', parts: [0.1, null] };
  const created = await urlPay.payouts.create({ ...TO_CARD, metadata, recipient_phone: '+79001234567' });
  assert.deepEqual(
    [created.external_id, created.amount, created.currency, created.status, created.shop_id],
    ['payout_123', 100_050, 'rub', 'pending', 5],
  );
  assert.deepEqual(created.metadata, metadata);
  assert.equal(created.recipient_card_number, '1234****3456');
  const [after] = await urlPay.getBalances();
  const fee = created.amount_with_fee ?? 0;
  assert.equal(after?.available, before.available - fee);

  const bulk = await urlPay.payouts.createMany({
    payouts: [TO_ACCOUNT, { ...TO_ACCOUNT, external_id: 'second', amount: 1 }],
  });
  assert.equal(bulk.created_count, 2);
  assert.deepEqual(
    bulk.payouts.map(({ amount }) => amount),
    [7, 1],
  );

  assert.deepEqual(await urlPay.payouts.get(created.id), created);
  assert.deepEqual(await urlPay.payouts.getByExternalId('payout_123', { shop_id: 5 }), created);
  const filter = {
    shop_id: 5,
    status: 'pending',
    currency: 'rub',
    payout_type: 'account',
    date_from: DAY,
    date_to: DAY,
    per_page: 1,
    page: 2,
    search: 'Иванов',
  } as const;
  const { payouts, pagination } = await urlPay.payouts.list(filter);
  assert.equal(payouts.length, 1);
  assert.deepEqual(pagination, { current_page: 2, last_page: 2, per_page: 1, total: 2 });
  assert.equal((await urlPay.payouts.list()).payouts.length, 3);

  const change = { amount: 10, comment: 'меньше', recipient_name: 'Петров Пётр' };
  const updated = await urlPay.payouts.update(created.id, change);
  assert.deepEqual([updated.amount, updated.comment, updated.recipient_name], [10, 'меньше', 'Петров Пётр']);
  const cancelled = await urlPay.payouts.cancel(created.id, { reason: 'Запрос от клиента' });
  assert.deepEqual([cancelled.status, cancelled.cancelled_reason], ['cancelled', 'Запрос от клиента']);
  await urlPay.payouts.cancel(bulk.payouts[0]?.id ?? 0);
  assert.equal(sandbox.payouts().length, 3);

  const statistics = await urlPay.payouts.getStatistics({ shop_id: 5, date_from: DAY, date_to: DAY });
  assert.deepEqual([statistics.total_count, statistics.total_amount], [3, 18]);
  assert.deepEqual(statistics.by_type?.['account']?.amount, 8);
  assert.ok('rub' in (await urlPay.payouts.listCurrencies()));
  assert.deepEqual(Object.keys(await urlPay.payouts.listTypes()).sort(), ['account', 'card']);
  assert.ok('pending' in (await urlPay.payouts.listStatuses()));
}

describe('the client and the sandbox', () => {
  it('agree on all 22 operations', async () => {
    const both = openBoth();
    await drivePayments(both);
    await drivePayouts(both);
    const calls = both.made.map((call) => call.replace(/(?<=payments|payouts|subscribes)\/\d+/, '/{id}'));
    assert.equal(new Set(calls).size, 22);
  });

  it('agree on refusals and their fields', async () => {
    const { urlPay } = openBoth();
    await assert.rejects(urlPay.getPayment(9_999), failsWith('gateway_refused', 422));
    await assert.rejects(urlPay.getBalances({ shopId: 6 }), failsWith('gateway_refused', 403));
    await assert.rejects(urlPay.payouts.get(9_999), failsWith('gateway_refused', 404));
    await assert.rejects(urlPay.payouts.getByExternalId('nobody'), failsWith('gateway_refused', 404));
    await assert.rejects(
      urlPay.payouts.create({ ...TO_CARD, shop_id: 6 }),
      failsWith('gateway_refused', 404),
    );
    await assert.rejects(urlPay.payouts.getStatistics({ shop_id: 6 }), failsWith('gateway_refused', 404));
    await assert.rejects(urlPay.requestCallback({ id: 9_999 }), failsWith('gateway_refused', 404));
    await urlPay.payouts.create(TO_CARD);
    const again = await fieldsOfError(urlPay.payouts.create(TO_CARD), 'gateway_refused');
    assert.deepEqual(
      again.map(([field]) => field),
      ['external_id'],
    );
    const dear = await fieldsOfError(
      urlPay.payouts.create({ ...TO_ACCOUNT, amount: 10 ** 9 }),
      'gateway_refused',
    );
    assert.deepEqual(
      dear.map(([field]) => field),
      ['amount'],
    );
    const [{ id } = { id: 0 }] = (await urlPay.payouts.list()).payouts;
    await urlPay.payouts.cancel(id);
    await assert.rejects(urlPay.payouts.update(id, { amount: 1 }), failsWith('gateway_refused', 403));
    await assert.rejects(urlPay.payouts.cancel(id), failsWith('gateway_refused', 403));
  });

  it('agree on a wrong key', async () => {
    const { sandbox } = openBoth();
    const urlPay = createUrlPay({
      apiKey: 'another',
      shopId: 5,
      secret: SECRET,
      baseUrl: 'https://sandbox.test/api',
      fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    });
    const calls: ((urlPay: UrlPay) => Promise<unknown>)[] = [
      (client) => client.listPayments(),
      (client) => client.getReceipt(1),
      (client) => client.getBalances(),
      (client) => client.payouts.create(TO_CARD),
      (client) => client.payouts.listTypes(),
    ];
    for (const call of calls) await assert.rejects(call(urlPay), failsWith('gateway_refused', 401));
  });

  const lost: readonly AnswerFault[] = [
    'lost-after',
    'html-after',
    'truncated',
    'reset',
    { slow: 60_000 },
    { status: 500, after: true },
    { status: 503, after: true, retryAfter: 1 },
  ];
  for (const fault of lost) {
    it(`find a payout by its external id after ${JSON.stringify(fault)}, which was sent once`, async () => {
      const { urlPay, clock, sandbox, made } = openBoth({ scenario: { payoutCreate: [fault] } });
      const unknown = (error: unknown) => error instanceof KvitError && error.code === 'gateway_unknown';
      await assert.rejects(clock.run(urlPay.payouts.create(TO_CARD)), unknown);
      assert.deepEqual(made, ['POST /api/v2/card-payouts']);
      const found = await clock.run(urlPay.payouts.getByExternalId('payout_123'));
      assert.equal(found.amount, 100_050);
      assert.equal(sandbox.payouts().length, 1);
    });
  }

  it('repeat a read after two faults, at the gateway’s Retry-After', async () => {
    const busy = { status: 429, retryAfter: 2 } as const;
    const { urlPay, clock, made } = openBoth({ scenario: { payoutTypes: [busy, 'lost-before'] } });
    const started = clock.now();
    assert.ok('card' in (await clock.run(urlPay.payouts.listTypes())));
    assert.equal(made.length, 3);
    assert.ok(clock.now() - started >= 2_000);
  });

  for (const [scenario, status] of [
    ['error-500', 500],
    ['html', 200],
  ] as const) {
    it(`leave a payout of unknown outcome when the gateway answers ${scenario}`, async () => {
      const { urlPay, clock } = openBoth({ scenario });
      await assert.rejects(clock.run(urlPay.payouts.create(TO_CARD)), failsWith('gateway_unknown', status));
      await assert.rejects(
        clock.run(urlPay.payouts.list()),
        failsWith(status === 500 ? 'network' : 'bad_answer', status),
      );
    });
  }
});
