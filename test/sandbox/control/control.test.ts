import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, control, create, type Json, openShop, ORIGIN, press, statusOf } from '../shop.ts';

test('GET /_sandbox lists every control route', async () => {
  const { sandbox } = openShop();
  await create(sandbox);
  const { body } = await control(sandbox, 'GET', '');
  const routes = body['routes'] as { method: string; path: string; about: string }[];
  assert.deepEqual(
    routes.map(({ method, path }) => `${method} ${path}`),
    [
      'GET /_sandbox/scenario',
      'PUT /_sandbox/scenario',
      'GET /_sandbox/clock',
      'POST /_sandbox/clock',
      'GET /_sandbox/payments',
      'GET /_sandbox/payments/{id}',
      'POST /_sandbox/payments/{id}/outcome',
      'GET /_sandbox/subscriptions',
      'GET /_sandbox/payouts',
      'PUT /_sandbox/payouts',
      'POST /_sandbox/payouts/{id}/status',
      'GET /_sandbox/callbacks',
      'PUT /_sandbox/callbacks',
      'POST /_sandbox/callbacks',
    ],
  );
  for (const { method, path, about } of routes) {
    assert.match(about, /\.$/);
    const request = new Request(ORIGIN + path.replace('{id}', '1'), { method });
    assert.notEqual((await sandbox.fetch(request)).status, method === 'GET' ? 404 : 200, path);
  }
  assert.equal((await control(sandbox, 'GET', '/nothing')).status, 404);
  const unknown = await control(sandbox, 'DELETE', '/clock');
  assert.deepEqual(
    [unknown.status, unknown.body['error']],
    [404, 'there is no such control route; GET /_sandbox lists them'],
  );
});

test('a control route names a broken or empty body', async () => {
  const { sandbox } = openShop();
  const put = async (body: string) => {
    const response = await sandbox.fetch(new Request(`${ORIGIN}/_sandbox/scenario`, { method: 'PUT', body }));
    return [response.status, ((await response.json()) as Json)['error']];
  };
  assert.deepEqual(await put('{bad'), [422, 'body: must be JSON']);
  assert.deepEqual(await put('{}'), [422, 'scenario: is missing; give a name or a script']);
  assert.deepEqual(await put(''), [422, 'scenario: is missing; give a name or a script']);
});

describe('POST /_sandbox/payments/{id}/outcome', () => {
  const act = (sandbox: Parameters<typeof control>[0], id: number, outcome: unknown) =>
    control(sandbox, 'POST', `/payments/${id}/outcome`, { outcome });

  for (const [outcomes, status, callbacks] of [
    [['pay'], 3, ['success']],
    [['decline'], 4, ['cancel']],
    [['cancel'], 2, ['cancel']],
    [['hold'], 5, []],
    [['leave'], 0, []],
    [['leave', 'pay'], 3, ['success']],
    [['process'], 1, []],
    [['process', 'late'], 3, ['success']],
    [['hold', 'capture'], 3, ['success']],
    [['hold', 'release'], 2, ['cancel']],
    [['decline', 'late'], 3, ['cancel', 'success']],
    [['cancel', 'late'], 3, ['cancel', 'success']],
    [['late'], 3, ['success']],
    [['pay', 'refund'], 3, ['success']],
  ] as const) {
    test(`${outcomes.join(', ')}: status ${status}`, async () => {
      const { sandbox, received } = openShop();
      const { id } = await create(sandbox);
      for (const outcome of outcomes) assert.equal((await act(sandbox, id, outcome)).status, 200, outcome);
      await sandbox.settled();
      const { body } = await control(sandbox, 'GET', `/payments/${id}`);
      assert.equal(body['status'], status);
      assert.equal(body['refundedAt'] !== null, (outcomes as readonly string[]).includes('refund'));
      assert.deepEqual(
        received.map((callback) => callback['payment_status']),
        callbacks,
      );
      assert.equal(await statusOf(sandbox, id), status);
    });
  }

  test('an act that the status does not allow is refused', async () => {
    const { sandbox } = openShop();
    const { id, page } = await create(sandbox);
    for (const outcome of ['capture', 'release', 'refund']) {
      assert.equal((await act(sandbox, id, outcome)).status, 409, outcome);
    }
    await press(sandbox, page, 'hold');
    for (const outcome of ['pay', 'process', 'late', 'refund']) {
      assert.equal((await act(sandbox, id, outcome)).status, 409, outcome);
    }
    await act(sandbox, id, 'capture');
    for (const outcome of ['pay', 'decline', 'process', 'late']) {
      assert.equal((await act(sandbox, id, outcome)).status, 409, outcome);
    }
    assert.equal((await act(sandbox, id, 'vanish')).status, 422);
    assert.equal((await act(sandbox, id, undefined)).status, 422);
    assert.equal((await act(sandbox, 99, 'pay')).status, 404);
    assert.throws(() => sandbox.act(99, 'pay'), { name: 'TypeError', message: 'there is no payment 99' });
    assert.throws(() => sandbox.act(id, 'pay'), { name: 'TypeError', message: /no longer open/ });
    const vanish = 'vanish' as 'pay';
    assert.throws(() => sandbox.act(id, vanish), { name: 'TypeError', message: /^act must be one of pay, / });
  });

  test('an act comes after everything that is due, even if no timer has fired', async () => {
    let now = 0;
    const clock = { now: () => now, sleep: () => new Promise<void>(() => {}) };
    const { sandbox, received } = openShop({ clock });
    const { id } = await create(sandbox, { holdTime: 5 });
    sandbox.act(id, 'hold');
    now += 5_000;
    sandbox.act(id, 'late');
    await sandbox.settled();
    assert.deepEqual(
      received.map((callback) => callback['payment_status']),
      ['cancel', 'success'],
    );
  });

  test('pay follows the scenario', async () => {
    const { sandbox } = openShop({ scenario: 'declined' });
    const { id } = await create(sandbox);
    assert.equal(sandbox.act(id, 'pay').status, 4);
  });
});

describe('callbacks', () => {
  const truth = { id: 1, amount: 250.5, currency: 'RUB', uuid: 'order_1', payment_status: 'success' };
  const send = (sandbox: Parameters<typeof control>[0], body: Json) =>
    control(sandbox, 'POST', '/callbacks', body);

  test('a callback is repeated, forged, or any JSON', async () => {
    const { sandbox, received } = openShop();
    const { id } = await create(sandbox);
    for (const [body, sent] of [
      [{ id, forge: 'unpaid' }, truth],
      [
        { id, forge: 'uuid' },
        { ...truth, uuid: 'order_1-forged' },
      ],
      [
        { id, forge: 'amount', word: 'cancel' },
        { ...truth, amount: 251.5, payment_status: 'cancel' },
      ],
      [
        { id, forge: 'id' },
        { ...truth, id: 1_000_001 },
      ],
      [
        { id, word: 'cancel' },
        { ...truth, payment_status: 'cancel' },
      ],
      [{ body: { anything: ['at', 'all'] } }, { anything: ['at', 'all'] }],
      [{ body: null }, null],
    ] as const) {
      const answer = await send(sandbox, body);
      assert.deepEqual([answer.status, answer.body], [202, { body: sent }]);
      await sandbox.settled();
      assert.deepEqual(received.at(-1), sent);
    }
    assert.equal(await statusOf(sandbox, id), 0, 'a callback pays nothing');
    sandbox.act(id, 'pay');
    await send(sandbox, { id });
    await sandbox.settled();
    assert.deepEqual(received.slice(-2), [truth, truth]);
    const { items } = (await control(sandbox, 'GET', '/callbacks')).body as { items: Json[] };
    assert.deepEqual(items.length, received.length);
    assert.deepEqual(
      (await control(sandbox, 'GET', '/payments')).status,
      200,
      'a callback of any JSON breaks no report',
    );
  });

  test('a callback without a payment, a word or an address is refused', async () => {
    const { sandbox } = openShop();
    const { id } = await create(sandbox);
    assert.equal((await send(sandbox, { id })).status, 409, 'not finished');
    assert.equal((await send(sandbox, { id: 9 })).status, 404);
    assert.equal((await send(sandbox, { id, word: 'paid' })).status, 422);
    assert.equal((await send(sandbox, { id, forge: 'everything' })).status, 422);
    assert.equal((await control(sandbox, 'PUT', '/callbacks', { url: 'shop' })).status, 422);
    assert.equal((await control(sandbox, 'PUT', '/callbacks', {})).status, 422);
    const stopped = await control(sandbox, 'PUT', '/callbacks', { url: null });
    assert.deepEqual(stopped.body, { url: null, items: [] });
    assert.equal((await send(sandbox, { id, word: 'success' })).status, 409);
    await control(sandbox, 'PUT', '/callbacks', { url: 'https://shop.test/elsewhere' });
    assert.equal(sandbox.callbackUrl, 'https://shop.test/elsewhere');
  });
});

test('PUT /_sandbox/scenario sets a script', async () => {
  const { sandbox } = openShop();
  const script = { list: [503], outcome: 'declined' };
  const set = await control(sandbox, 'PUT', '/scenario', { scenario: script });
  assert.deepEqual([set.status, set.body['scenario']], [200, script]);
  assert.equal((await call(sandbox, 'GET', '/v2/payments')).status, 503);
  const { id } = await create(sandbox);
  assert.deepEqual([sandbox.act(id, 'pay').status, sandbox.payments()[0]?.scenario], [4, 'script']);
  const refused = await control(sandbox, 'PUT', '/scenario', { scenario: { list: 418 } });
  assert.deepEqual(refused, {
    status: 422,
    body: { error: 'scenario: list of a script cannot be 418', status: 422 },
  });
  assert.deepEqual(sandbox.scenario, script);
  assert.equal((await control(sandbox, 'PUT', '/scenario', { scenario: 'callback-late' })).status, 200);
  assert.equal(sandbox.scenario, 'callback-late');
});
