import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Backend } from '../../../src/cli/shop/backend.ts';
import type { OrderQuery } from '../../../src/server/creation/pricing.ts';
import { HttpProblem } from '../../../src/server/http/problem.ts';
import { recordRequests } from '../http-recorder.ts';

const QUERY = { uuid: 'order_1' } as OrderQuery;
const ORDER = { uuid: 'order_1', description: 'Булочки', items: [] };

function open() {
  const troubles: string[] = [];
  const backend = new Backend('hook_key', fetch, (message) => troubles.push(message));
  return { backend, troubles };
}

const isUnavailable = (error: unknown): boolean => {
  assert.ok(error instanceof HttpProblem, String(error));
  assert.deepEqual([error.status, error.code], [503, 'unavailable']);
  return true;
};

describe('Backend.send', () => {
  it('sends JSON with the bearer key, and the idempotency key only if there is one', async (test) => {
    const shop = await recordRequests(test, () => ({ status: 204, body: '' }));
    const { backend } = open();
    await backend.send(`${shop.url}/paid`, { a: 1 }, 'paid:order_1');
    await backend.send(`${shop.url}/alert`, { b: 2 }, null);
    assert.deepEqual(
      shop.received.map(({ path, body, headers }) => [
        path,
        body,
        headers['content-type'],
        headers.authorization,
        headers['idempotency-key'],
      ]),
      [
        ['/paid', { a: 1 }, 'application/json', 'Bearer hook_key', 'paid:order_1'],
        ['/alert', { b: 2 }, 'application/json', 'Bearer hook_key', undefined],
      ],
    );
  });

  it('rejects unless the answer is 2xx, so that the event is delivered again', async (test) => {
    let status = 200;
    const shop = await recordRequests(test, () => ({ status }));
    for (status of [400, 404, 500, 503])
      await assert.rejects(open().backend.send(shop.url, {}, null), new RegExp(`answered ${status}`));
  });

  it('never carries the key to another host by a redirect', async (test) => {
    const stranger = await recordRequests(test, () => ({ status: 200 }));
    const shop = await recordRequests(test, () => ({ status: 307, headers: { Location: stranger.url } }));
    await assert.rejects(open().backend.send(shop.url, { a: 1 }, 'k'));
    await assert.rejects(async () => open().backend.pricing(shop.url, [])(QUERY, new Request('http://a/')));
    assert.equal(shop.received.length, 2);
    assert.deepEqual(stranger.received, []);
  });

  it('waits five seconds at most', async (test) => {
    const timeout = test.mock.method(AbortSignal, 'timeout');
    const signals: unknown[] = [];
    const record = async (_: string, { signal }: RequestInit): Promise<Response> => {
      signals.push(signal);
      return new Response();
    };
    await new Backend('hook_key', record, () => undefined).send('http://shop.test/', {}, null);
    assert.deepEqual(timeout.mock.calls[0]?.arguments, [5_000]);
    assert.equal(signals[0], timeout.mock.calls[0]?.result);
  });
});

describe('Backend.pricing', () => {
  it('forwards only the named headers, and never replaces its own', async (test) => {
    const shop = await recordRequests(test, () => ({ status: 200, body: ORDER }));
    const price = open().backend.pricing(shop.url, ['cookie', 'authorization', 'content-type', 'x-none']);
    const headers = { Cookie: 'basket=7', Authorization: 'Basic x', 'X-Other': '1', 'Content-Type': 'a/b' };
    assert.deepEqual(await price(QUERY, new Request('http://a/', { headers })), ORDER);
    const [received] = shop.received;
    assert.deepEqual(received?.body, QUERY);
    assert.deepEqual(
      ['cookie', 'authorization', 'content-type', 'x-other', 'x-none'].map((name) => received?.headers[name]),
      ['basket=7', 'Bearer hook_key', 'application/json', undefined, undefined],
    );
  });

  it('returns null for 404: there is no such order', async (test) => {
    const shop = await recordRequests(test, () => ({ status: 404 }));
    const { backend, troubles } = open();
    assert.equal(await backend.pricing(shop.url, [])(QUERY, new Request('http://a/')), null);
    assert.deepEqual(troubles, []);
  });

  for (const [what, answer] of [
    ['an error', { status: 500 }],
    ['a refusal', { status: 401 }],
    ['malformed JSON', { status: 200, body: '<html>' }],
    ['an answer above 256 KB', { status: 200, body: JSON.stringify('x'.repeat(262_143)) }],
  ] as const) {
    it(`answers 503 to the buyer and logs the reason for ${what}`, async (test) => {
      const shop = await recordRequests(test, () => answer);
      const { backend, troubles } = open();
      await assert.rejects(
        async () => backend.pricing(shop.url, [])(QUERY, new Request('http://a/')),
        isUnavailable,
      );
      assert.equal(troubles.length, 1);
      assert.match(troubles[0] ?? '', /^the price list does not answer: /);
      assert.doesNotMatch(troubles[0] ?? '', /hook_key/);
    });
  }
});
