import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  FAULT_SCENARIOS,
  LostAnswerError,
  type Outcome,
  SCENARIOS,
  type ScenarioName,
} from '../../../src/sandbox/index.ts';
import { bodyOf, breathe, call, create, openShop, ORIGIN, press, SHOP, statusOf, until } from '../shop.ts';

async function payUnder(scenario: ScenarioName, outcome: Outcome = 'pay') {
  const shop = openShop({ scenario });
  const { id, page } = await create(shop.sandbox);
  await press(shop.sandbox, page, outcome);
  return { ...shop, id };
}

const ENDINGS: readonly (readonly [ScenarioName, number])[] = [
  ['paid', 3],
  ['declined', 4],
  ['cancelled', 2],
  ['held', 5],
  ['endless', 1],
  ['late-success', 4],
  ['no-receipt', 3],
];

for (const [scenario, status] of ENDINGS) {
  test(`${scenario}: paying gives ${status}`, async () => {
    const { sandbox, id } = await payUnder(scenario);
    assert.equal(await statusOf(sandbox, id), status);
  });

  test(`${scenario}: the other buttons do what they say`, async () => {
    const expected = { decline: 4, cancel: 2, hold: 5, leave: 0 } as const;
    for (const outcome of ['decline', 'cancel', 'hold', 'leave'] as const) {
      const { sandbox, id } = await payUnder(scenario, outcome);
      assert.equal(await statusOf(sandbox, id), expected[outcome], outcome);
    }
  });
}

test('every scenario has a description', () => {
  assert.equal(SCENARIOS.length, 11);
  for (const { name, description } of [...SCENARIOS, ...FAULT_SCENARIOS])
    assert.match(description, /^[A-Z].+\.$/, name);
});

test('endless: the payment stays in processing', async () => {
  const { sandbox, clock, received, id } = await payUnder('endless');
  await clock.pass(365 * 86_400_000);
  assert.equal(await statusOf(sandbox, id), 1);
  assert.deepEqual(received, []);
});

test('late-success: first failed, paid after 6 s', async () => {
  const { sandbox, clock, received, id } = await payUnder('late-success');
  await clock.pass(5_999);
  assert.equal(await statusOf(sandbox, id), 4);
  await clock.pass(1);
  await sandbox.settled();
  assert.equal(await statusOf(sandbox, id), 3);
  assert.deepEqual(
    received.map((body) => body['payment_status']),
    ['cancel', 'success'],
  );
});

test('no-receipt: the payment never has a receipt', async () => {
  const { sandbox, clock, id } = await payUnder('no-receipt');
  await clock.pass(365 * 86_400_000);
  assert.equal((await call(sandbox, 'GET', `/v2/payments/${id}/receipt`)).status, 404);
});

test('slow: answers take 1.5 s and processing 5 s', async () => {
  const { sandbox, clock } = openShop({ scenario: 'slow' });
  const answer = call(sandbox, 'POST', '/v2/payments', bodyOf());
  // The payment exists before its answer arrives.
  await until(() => sandbox.payments().length === 1);
  await breathe();
  await clock.pass(1_500);
  const { body } = await answer;
  await press(sandbox, String(body['paymentUrl']), 'pay');
  sandbox.scenario = 'paid';
  assert.equal(await statusOf(sandbox, 1), 1, 'the payment keeps its scenario, the calls do not');
  await clock.pass(5_000);
  assert.equal(await statusOf(sandbox, 1), 3);
});

describe('lost-answer', () => {
  test('every first try is lost after its effect, every second one succeeds', async () => {
    const { sandbox } = openShop({ scenario: 'lost-answer' });
    for (const _pair of [1, 2]) {
      await assert.rejects(create(sandbox), LostAnswerError);
      assert.equal((await call(sandbox, 'POST', '/v2/payments', bodyOf({ uuid: 'order_1.2' }))).status, 201);
    }
    await assert.rejects(create(sandbox, { description: 'Другое' }), TypeError);
    assert.equal(sandbox.payments().length, 5);
  });

  test('refusals and other calls are not lost', async () => {
    const { sandbox } = openShop({ scenario: 'lost-answer' });
    assert.equal((await call(sandbox, 'POST', '/v2/payments', {})).status, 422);
    assert.equal((await call(sandbox, 'GET', '/v2/payments')).status, 200);
  });
});

test('error-500 and html answer every call without a key and without effect', async () => {
  const { sandbox } = openShop({ scenario: 'error-500' });
  assert.deepEqual(await call(sandbox, 'POST', '/v2/payments', bodyOf()), {
    status: 500,
    body: { error: 'internal server error', status: 500 },
  });
  sandbox.scenario = 'html';
  const page = await sandbox.fetch(new Request(`${ORIGIN}/api/v2/payments`));
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
  assert.match(await page.text(), /^<!doctype html>/);
  assert.equal(sandbox.payments().length, 0);
});

describe('the control routes', () => {
  const put = (body: string) =>
    new Request(`${ORIGIN}/_sandbox/scenario`, {
      method: 'PUT',
      body,
      headers: { 'content-type': 'application/json' },
    });

  test('show and set the scenario, even under error-500', async () => {
    const { sandbox } = openShop({ scenario: 'error-500' });
    const shown = await sandbox.fetch(new Request(`${ORIGIN}/_sandbox/scenario`));
    const lists = { scenarios: SCENARIOS, faults: FAULT_SCENARIOS, magicAmounts: null };
    assert.deepEqual(await shown.json(), { scenario: 'error-500', ...lists });
    const set = await sandbox.fetch(put('{"scenario":"held"}'));
    assert.deepEqual(await set.json(), { scenario: 'held', ...lists });
    assert.equal(sandbox.scenario, 'held');
  });

  test('refuse an unknown scenario', async () => {
    const { sandbox } = openShop();
    for (const body of ['{"scenario":"magic"}', '{}', 'null', 'nonsense']) {
      assert.equal((await sandbox.fetch(put(body))).status, 422, body);
    }
    assert.equal(sandbox.scenario, 'paid');
    assert.equal((await sandbox.fetch(new Request(`${ORIGIN}/_sandbox/else`))).status, 404);
  });

  test('list the payments with their scenario and callbacks', async () => {
    const { sandbox } = await payUnder('declined');
    await sandbox.settled();
    const { items } = (await (await sandbox.fetch(new Request(`${ORIGIN}/_sandbox/payments`))).json()) as {
      items: unknown;
    };
    assert.deepEqual(items, JSON.parse(JSON.stringify(sandbox.payments())));
    const [payment] = sandbox.payments();
    assert.equal(payment?.scenario, 'declined');
    assert.deepEqual(
      payment.callbacks.map(({ status, body }) => [status, body.payment_status]),
      [[200, 'cancel']],
    );
  });
});

test('wrong options are refused', async () => {
  const wrong = [
    { shopId: 0 },
    { shopId: 1.5 },
    { secret: '' },
    { apiKey: '' },
    { receiptDelay: -1 },
    { receiptDelay: NaN },
    { callbackUrl: 'shop' },
    { callbackUrl: 'file:///etc/passwd' },
    { baseUrl: '/' },
    { scenario: 'magic' as ScenarioName },
  ];
  for (const options of wrong) assert.throws(() => openShop({ ...SHOP, ...options }), TypeError);
  const { sandbox } = openShop();
  assert.throws(() => (sandbox.scenario = 'magic' as ScenarioName), TypeError);
  assert.throws(() => (sandbox.callbackUrl = 'shop'), TypeError);
});
