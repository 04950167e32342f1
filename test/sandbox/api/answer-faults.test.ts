import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FAULT_STATUSES, LostAnswerError, type Sandbox } from '../../../src/sandbox/index.ts';
import {
  bodyOf,
  breathe,
  call,
  create,
  type Json,
  openShop,
  ORIGIN,
  press,
  SHOP,
  statusOf,
  until,
} from '../shop.ts';

const headers = { authorization: `Bearer ${SHOP.apiKey}` };

function ask(sandbox: Sandbox, method = 'GET', path = '/v2/payments', body?: unknown): Promise<Response> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return sandbox.fetch(new Request(`${ORIGIN}/api${path}`, { method, headers, ...sent }));
}

const post = (sandbox: Sandbox) => ask(sandbox, 'POST', '/v2/payments', bodyOf());

describe('a fault of an API call', () => {
  test('lost-before and lost-after', async () => {
    const { sandbox } = openShop({ scenario: { create: ['lost-before', 'lost-after'] } });
    await assert.rejects(post(sandbox), LostAnswerError);
    assert.equal(sandbox.payments().length, 0);
    await assert.rejects(post(sandbox), LostAnswerError);
    assert.equal(sandbox.payments().length, 1);
    assert.equal((await post(sandbox)).status, 201, 'no fault after the end of the list');
  });

  test("every status has the operation's error shape and no effect", async () => {
    for (const status of FAULT_STATUSES) {
      const { sandbox } = openShop({ scenario: { all: status } });
      const answer = await post(sandbox);
      const body = (await answer.json()) as Json;
      assert.deepEqual([answer.status, body['status'], typeof body['error']], [status, status, 'string']);
      assert.equal(answer.headers.get('retry-after'), status === 429 ? '1' : null);
      const receipt = await call(sandbox, 'GET', '/v2/payments/1/receipt');
      assert.deepEqual([receipt.status, receipt.body['status']], [status, 'error']);
      const balance = await call(sandbox, 'GET', '/v2/shops/5/balances');
      assert.equal(balance.body[status === 401 ? 'status' : 'success'], status === 401 ? 401 : false);
      assert.equal(sandbox.payments().length, 0);
    }
  });

  test('`after` takes effect first; retryAfter sets any Retry-After', async () => {
    const { sandbox } = openShop({
      scenario: {
        create: [
          { status: 503, after: true, retryAfter: 'Fri, 31 Dec 9999 23:59:59 GMT' },
          { status: 429, retryAfter: 0 },
        ],
      },
    });
    const first = await post(sandbox);
    assert.deepEqual(
      [first.status, first.headers.get('retry-after'), sandbox.payments().length],
      [503, 'Fri, 31 Dec 9999 23:59:59 GMT', 1],
    );
    const second = await post(sandbox);
    assert.deepEqual([second.headers.get('retry-after'), sandbox.payments().length], ['0', 1]);
  });

  test('html, html-after, truncated and reset', async () => {
    for (const [fault, effect] of [
      ['html', 0],
      ['html-after', 1],
    ] as const) {
      const { sandbox } = openShop({ scenario: { create: fault } });
      const answer = await post(sandbox);
      assert.deepEqual([answer.status, (await answer.text()).slice(0, 9)], [200, '<!doctype']);
      assert.equal(sandbox.payments().length, effect, fault);
    }
    const { sandbox } = openShop({ scenario: { create: ['truncated', 'reset'] } });
    const truncated = await post(sandbox);
    const text = await truncated.text();
    assert.deepEqual([truncated.status, text.slice(0, 9)], [201, '{"success']);
    assert.throws(() => JSON.parse(text), SyntaxError);
    const broken = await post(sandbox);
    assert.equal(broken.status, 201);
    await assert.rejects(broken.text(), TypeError);
    assert.equal(sandbox.payments().length, 2);
  });

  test("slow waits on the sandbox's clock", async () => {
    const { sandbox } = openShop({ scenario: { create: { slow: 60_000 } } });
    let status = 0;
    const answer = post(sandbox).then((response) => (status = response.status));
    await until(() => sandbox.payments().length === 1);
    await breathe();
    sandbox.advance(59_999);
    await breathe();
    assert.equal(status, 0);
    sandbox.advance(1);
    await answer;
    assert.equal(status, 201);
  });

  test('stale shows an older state, shows any status', async () => {
    const { sandbox } = openShop({
      scenario: { list: ['ok', { stale: 5_000 }], get: [{ stale: 1_000 }, { shows: 42 }, { stale: 5_000 }] },
    });
    const old = await create(sandbox);
    sandbox.advance(4_000);
    await press(sandbox, old.page, 'pay');
    sandbox.advance(2_000);
    await create(sandbox);
    const list = async () =>
      ((await call(sandbox, 'GET', '/v2/payments')).body['items'] as Json[]).map(({ id, status }) => [
        id,
        status,
      ]);
    assert.deepEqual(await list(), [
      [1, 3],
      [2, 0],
    ]);
    assert.deepEqual(await list(), [[1, 0]]);
    assert.equal((await call(sandbox, 'GET', '/v2/payments/2')).status, 422, 'not created yet');
    assert.deepEqual([await statusOf(sandbox, 1), await statusOf(sandbox, 1)], [42, 0]);
    assert.equal(await statusOf(sandbox, 1), 3);
  });
});
