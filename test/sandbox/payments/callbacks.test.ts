import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { breathe, call, create, openShop, press } from '../shop.ts';

test('only paid, failed and cancelled payments send a callback', async () => {
  const expected = {
    pay: ['success'],
    decline: ['cancel'],
    cancel: ['cancel'],
    hold: [],
    leave: [],
  } as const;
  for (const outcome of ['pay', 'decline', 'cancel', 'hold', 'leave'] as const) {
    const { sandbox, received } = openShop();
    const { id, page } = await create(sandbox);
    await press(sandbox, page, outcome);
    await sandbox.settled();
    assert.deepEqual(
      received,
      expected[outcome].map((payment_status) => ({
        id,
        amount: 250.5,
        currency: 'RUB',
        uuid: 'order_1',
        payment_status,
      })),
      outcome,
    );
  }
});

test('a callback is a POST of JSON to the callback address', async () => {
  const seen: string[] = [];
  const { sandbox, clock } = openShop({
    callbackUrl: 'https://shop.test/kvit/callback/abc',
    fetch: async (request) => {
      seen.push(
        `${request.method} ${request.url} ${request.headers.get('content-type')} ${request.redirect}`,
      );
      return new Response('thanks', { status: 202 });
    },
  });
  await press(sandbox, (await create(sandbox)).page, 'pay');
  await sandbox.settled();
  assert.deepEqual(seen, ['POST https://shop.test/kvit/callback/abc application/json manual']);
  assert.deepEqual(
    sandbox.callbacks.map(({ at, status, error }) => ({ at, status, error })),
    [{ at: clock.now(), status: 202, error: null }],
  );
});

describe('a shop that does not answer a callback', () => {
  test('a network error is logged and the payment goes on', async () => {
    const { sandbox } = openShop({
      fetch: () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })),
    });
    const { page } = await create(sandbox);
    assert.equal((await press(sandbox, page, 'pay')).status, 303);
    await sandbox.settled();
    assert.equal(sandbox.callbacks[0]?.error, 'fetch failed: ECONNREFUSED');
    assert.equal(sandbox.callbacks[0].status, null);
  });

  test("an exception in the shop's handler is logged", async () => {
    const { sandbox } = openShop({
      fetch: () => {
        throw new Error('broken');
      },
    });
    assert.equal((await press(sandbox, (await create(sandbox)).page, 'pay')).status, 303);
    await sandbox.settled();
    assert.equal(sandbox.callbacks[0]?.error, 'broken');
  });

  test('a callback times out after 5 s', async () => {
    let signal: AbortSignal | undefined;
    const { sandbox, clock } = openShop({
      fetch: (request) => {
        signal = request.signal;
        return new Promise(() => {});
      },
    });
    await press(sandbox, (await create(sandbox)).page, 'pay');
    await clock.pass(4_999);
    assert.equal(sandbox.callbacks.length, 0);
    await clock.pass(1);
    await sandbox.settled();
    assert.equal(sandbox.callbacks[0]?.error, 'no answer within 5 s');
    assert.equal(signal?.aborted, true);
  });
});

test('callbackUrl changes the address or stops callbacks', async () => {
  const { sandbox, received } = openShop({ callbackUrl: undefined });
  assert.equal(sandbox.callbackUrl, null);
  await press(sandbox, (await create(sandbox)).page, 'pay');
  await breathe();
  assert.deepEqual([received.length, sandbox.callbacks.length], [0, 0]);
  sandbox.callbackUrl = 'https://shop.test/later';
  await press(sandbox, (await create(sandbox)).page, 'pay');
  await sandbox.settled();
  assert.equal(received.length, 1);
});

test('settled waits for callbacks that a callback causes', async () => {
  const received: string[] = [];
  const { sandbox } = openShop({
    fetch: async (request) => {
      received.push(await request.text());
      if (received.length < 3) await call(sandbox, 'POST', '/payments/callback', { id: 1 });
      return new Response();
    },
  });
  await press(sandbox, (await create(sandbox)).page, 'pay');
  await sandbox.settled();
  assert.deepEqual([received.length, sandbox.callbacks.length], [3, 3]);
});

describe('POST /payments/callback', () => {
  const ask = '/payments/callback';

  test('sends the callback again', async () => {
    const { sandbox, received } = openShop();
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'pay');
    assert.equal((await call(sandbox, 'POST', ask, { id })).status, 200);
    assert.equal((await call(sandbox, 'POST', ask, { uuid: 'order_1' })).status, 200);
    await sandbox.settled();
    assert.equal(received.length, 3);
    assert.deepEqual(received[1], received[0]);
  });

  test('means the latest payment with the uuid', async () => {
    const { sandbox, received } = openShop();
    const [first, second] = [await create(sandbox), await create(sandbox)];
    const body = { uuid: 'order_1', payment_status: 'success' };
    assert.equal((await call(sandbox, 'POST', ask, body)).status, 200);
    assert.equal((await call(sandbox, 'POST', ask, { ...body, id: first.id })).status, 200);
    await sandbox.settled();
    assert.deepEqual(
      received.map(({ id }) => id),
      [second.id, first.id],
    );
  });

  test('sends a requested word that does not match the status', async () => {
    const { sandbox, received } = openShop();
    const { id } = await create(sandbox);
    const body = { id, amount: 250.5, currency: 'RUB', uuid: 'order_1', payment_status: 'success' };
    assert.equal((await call(sandbox, 'POST', ask, body)).status, 200);
    await sandbox.settled();
    assert.deepEqual(received, [body]);
  });

  test('refuses a wrong request, an unfinished payment and a missing address', async () => {
    const { sandbox } = openShop();
    const { id } = await create(sandbox);
    assert.equal((await call(sandbox, 'POST', ask, { id })).status, 400, 'not finished');
    assert.equal((await call(sandbox, 'POST', ask, {})).status, 400);
    assert.equal((await call(sandbox, 'POST', ask, { id, payment_status: 'paid' })).status, 400);
    assert.equal((await call(sandbox, 'POST', ask, { id, currency: 'USD' })).status, 400);
    assert.equal((await call(sandbox, 'POST', ask, 'nonsense')).status, 400);
    assert.equal((await call(sandbox, 'POST', ask, { id: 99 })).status, 404);
    assert.equal((await call(sandbox, 'POST', ask, { id, uuid: 'order_2' })).status, 404);
    sandbox.callbackUrl = null;
    assert.equal((await call(sandbox, 'POST', ask, { id, payment_status: 'success' })).status, 400);
  });
});
