import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bodyOf, call, create, type Json, openShop, ORIGIN, press, SHOP, statusOf } from '../shop.ts';

const CALLS: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/v2/payments'],
  ['GET', '/v2/payments'],
  ['GET', '/v2/payments/1'],
  ['PUT', '/v2/payments/1/hold'],
  ['DELETE', '/v2/payments/1/hold'],
  ['PUT', '/v2/payments/1/refund'],
  ['GET', '/v2/payments/1/receipt'],
  ['GET', '/v2/subscribes'],
  ['DELETE', '/v2/subscribes/1'],
  ['POST', '/payments/callback'],
];

describe('the API key', () => {
  for (const [method, path] of CALLS) {
    test(`${method} ${path} asks for it`, async () => {
      const { sandbox } = openShop();
      const expected = path.endsWith('/receipt')
        ? { status: 'error', message: 'unauthorized' }
        : { error: 'unauthorized', status: 401 };
      for (const authorization of ['', 'Bearer', 'Bearer wrong', 'test_key', 'Basic test_key']) {
        const response = await sandbox.fetch(
          new Request(`${ORIGIN}/api${path}`, { method, headers: { authorization } }),
        );
        assert.equal(response.status, 401);
        assert.deepEqual(await response.json(), expected);
      }
    });
  }
});

describe('payments', () => {
  test('a new payment has the next id and a random page address', async () => {
    const { sandbox } = openShop();
    const first = await call(sandbox, 'POST', '/v2/payments', bodyOf());
    assert.equal(first.status, 201);
    assert.deepEqual(Object.keys(first.body).sort(), ['id', 'paymentUrl', 'success']);
    assert.match(String(first.body['paymentUrl']), /^https:\/\/gateway\.test\/pay\/[0-9a-f]{32}$/);
    const second = await create(sandbox);
    assert.deepEqual([first.body['id'], second.id], [1, 2], 'the same uuid twice creates two payments');
    assert.notEqual(first.body['paymentUrl'], second.page);
  });

  test('baseUrl sets the origin of the pages', async () => {
    const { sandbox } = openShop({ baseUrl: 'http://127.0.0.1:9/' });
    assert.match((await create(sandbox)).page, /^http:\/\/127\.0\.0\.1:9\/pay\//);
  });

  test('GET shows one payment or all', async () => {
    const { sandbox } = openShop();
    assert.deepEqual((await call(sandbox, 'GET', '/v2/payments')).body, { items: [] });
    const { id } = await create(sandbox);
    const payment = {
      id,
      uuid: 'order_1',
      amount: '250.50',
      currency: 'rub',
      description: 'Булочки',
      status: 0,
    };
    assert.deepEqual(await call(sandbox, 'GET', `/v2/payments/${id}`), {
      status: 200,
      body: { success: true, payment },
    });
    assert.deepEqual((await call(sandbox, 'GET', '/v2/payments')).body, { items: [payment] });
  });

  test('a hold is captured once', async () => {
    const { sandbox } = openShop();
    const { id, page } = await create(sandbox);
    assert.equal((await call(sandbox, 'PUT', `/v2/payments/${id}/hold`)).status, 422);
    await press(sandbox, page, 'hold');
    assert.equal(await statusOf(sandbox, id), 5);
    assert.deepEqual(await call(sandbox, 'PUT', `/v2/payments/${id}/hold`), {
      status: 200,
      body: { success: true },
    });
    assert.equal(await statusOf(sandbox, id), 3);
    assert.deepEqual((await call(sandbox, 'PUT', `/v2/payments/${id}/hold`)).body, {
      error: 'payment: is not on hold',
      status: 422,
    });
    assert.equal((await call(sandbox, 'DELETE', `/v2/payments/${id}/hold`)).status, 422);
  });

  test('a hold is cancelled', async () => {
    const { sandbox } = openShop();
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'hold');
    assert.equal((await call(sandbox, 'DELETE', `/v2/payments/${id}/hold`)).status, 200);
    assert.equal(await statusOf(sandbox, id), 2);
  });

  test('with holdTime, paying holds the money until the time ends', async () => {
    const { sandbox, clock, received } = openShop();
    const { id, page } = await create(sandbox, { holdTime: 60 });
    await press(sandbox, page, 'pay');
    assert.equal(await statusOf(sandbox, id), 5);
    await clock.pass(60_000);
    await sandbox.settled();
    assert.equal(await statusOf(sandbox, id), 2);
    assert.deepEqual(
      received.map((body) => body['payment_status']),
      ['cancel'],
    );
  });

  test('a captured hold does not end', async () => {
    const { sandbox, clock, received } = openShop();
    const { id, page } = await create(sandbox, { holdTime: 60 });
    await press(sandbox, page, 'pay');
    await call(sandbox, 'PUT', `/v2/payments/${id}/hold`);
    await clock.pass(60_000);
    await sandbox.settled();
    assert.equal(await statusOf(sandbox, id), 3);
    assert.deepEqual(
      received.map((body) => body['payment_status']),
      ['success'],
    );
  });

  test('only a paid payment is refunded, once, and its status stays paid', async () => {
    const { sandbox } = openShop();
    const { id, page } = await create(sandbox);
    assert.equal((await call(sandbox, 'PUT', `/v2/payments/${id}/refund`)).status, 422);
    await press(sandbox, page, 'pay');
    assert.equal((await call(sandbox, 'PUT', `/v2/payments/${id}/refund`)).status, 200);
    assert.equal(await statusOf(sandbox, id), 3);
    assert.equal((await call(sandbox, 'PUT', `/v2/payments/${id}/refund`)).status, 422);
  });

  test('an unknown payment is a 422, its receipt a 404', async () => {
    const { sandbox } = openShop();
    for (const [method, path] of CALLS.filter(([, path]) => /payments\/1(\/(hold|refund))?$/.test(path))) {
      assert.deepEqual(await call(sandbox, method, path), {
        status: 422,
        body: { error: 'id: no such payment', status: 422 },
      });
    }
    assert.deepEqual(await call(sandbox, 'GET', '/v2/payments/1/receipt'), {
      status: 404,
      body: { status: 'error', message: 'receipt not found' },
    });
    assert.equal((await call(sandbox, 'GET', '/v2/payments/__proto__')).status, 422);
  });
});

describe('subscriptions', () => {
  test('start when the first payment is paid', async () => {
    const { sandbox } = openShop();
    const { page } = await create(sandbox, { subscribe: 'Month' });
    assert.deepEqual((await call(sandbox, 'GET', '/v2/subscribes')).body, { items: [] });
    await press(sandbox, page, 'pay');
    assert.deepEqual((await call(sandbox, 'GET', '/v2/subscribes')).body, {
      items: [
        {
          id: 501,
          description: 'Булочки',
          status: 1,
          currency: 'rub',
          amount: '250.50',
          start_date: '2026-03-01',
          next_pay_date: '2026-04-01',
          interval: 'Month',
        },
      ],
    });
  });

  test('show the next date by day, week and month, short months too', async () => {
    const { sandbox, clock } = openShop();
    await clock.pass(30 * 86_400_000);
    for (const subscribe of ['Day', 'Week', 'Month']) {
      await press(sandbox, (await create(sandbox, { subscribe })).page, 'pay');
    }
    const dates = async () => {
      const items = (await call(sandbox, 'GET', '/v2/subscribes')).body['items'] as Json[];
      return items.map((item) => item['next_pay_date']);
    };
    assert.deepEqual(await dates(), ['2026-04-01', '2026-04-07', '2026-04-30']);
    await clock.pass(30 * 86_400_000);
    assert.deepEqual(await dates(), ['2026-05-01', '2026-05-05', '2026-05-31']);
  });

  test('are cancelled once', async () => {
    const { sandbox } = openShop();
    await press(sandbox, (await create(sandbox, { subscribe: 'Day' })).page, 'pay');
    assert.deepEqual(await call(sandbox, 'DELETE', '/v2/subscribes/501'), {
      status: 200,
      body: { success: true },
    });
    const { body } = await call(sandbox, 'GET', '/v2/subscribes');
    assert.equal((body['items'] as Json[])[0]?.['status'], 0);
    assert.equal((await call(sandbox, 'DELETE', '/v2/subscribes/501')).status, 422);
    assert.equal((await call(sandbox, 'DELETE', '/v2/subscribes/502')).status, 422);
  });
});

test('no answer is cached', async () => {
  const { sandbox } = openShop();
  const headers = { authorization: `Bearer ${SHOP.apiKey}` };
  const { headers: sent } = await sandbox.fetch(new Request(`${ORIGIN}/api/v2/payments`, { headers }));
  assert.equal(sent.get('cache-control'), 'no-store');
  assert.equal(sent.get('content-type'), 'application/json; charset=utf-8');
});

test('an unknown call is a 404', async () => {
  const { sandbox } = openShop();
  for (const path of ['/v2', '/v3/payments', '/v2/payments/1/hold/more', '/v2/payments/']) {
    assert.deepEqual(await call(sandbox, 'GET', path), {
      status: 404,
      body: { error: 'not found', status: 404 },
    });
  }
  assert.equal((await call(sandbox, 'PATCH', '/v2/payments')).status, 404);
});

test("an aborted call rejects with the signal's reason", async () => {
  const { sandbox } = openShop({ scenario: 'slow' });
  const giveUp = new AbortController();
  const request = new Request(`${ORIGIN}/api/v2/payments`, { signal: giveUp.signal });
  const answer = sandbox.fetch(request);
  giveUp.abort(new Error('too slow'));
  await assert.rejects(answer, { message: 'too slow' });
  await assert.rejects(sandbox.fetch(new Request(ORIGIN, { signal: giveUp.signal })), {
    message: 'too slow',
  });
});
