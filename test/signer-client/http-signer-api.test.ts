import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import { HttpRefusal } from '../../src/signer-client/http-refusal.ts';
import { httpSignerApi } from '../../src/signer-client/http-signer-api.ts';
import { claimOf } from '../session/scene.ts';
import { FakeFetch, json, page, problem, silence } from './fake-fetch.ts';

const NOW = Date.UTC(2026, 0, 1);
const never = new AbortController().signal;

function meet(answer: ConstructorParameters<typeof FakeFetch>[0]) {
  const network = new FakeFetch(answer);
  const signer = httpSignerApi({ base: 'https://shop.test/kvit', fetch: network.fetch, now: () => NOW });
  return { network, signer };
}

const refusalOf = async (call: Promise<unknown>): Promise<HttpRefusal> => {
  const error = await call.then(
    () => assert.fail('was not refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof HttpRefusal, String(error));
  return error;
};

describe('The requests of a signer over HTTP', () => {
  it('POST the claim byte for byte, as JSON and with the key', async () => {
    const { network, signer } = meet(() => json({ id: 1 }, { status: 201 }));
    const claim = claimOf();
    assert.deepEqual(await signer.createPayment(claim, { key: 'k1', signal: never }), { id: 1 });
    const { url, method, headers, body, init } = network.last;
    assert.deepEqual([method, url], ['POST', 'https://shop.test/kvit/payments']);
    assert.deepEqual(Object.fromEntries(headers), {
      'content-type': 'application/json',
      'idempotency-key': 'k1',
    });
    assert.equal(body, JSON.stringify(claim));
    assert.deepEqual([init.cache, init.redirect], ['no-store', 'error']);
  });

  for (const [what, name, url] of [
    ['payment', 'getPayment', 'https://shop.test/kvit/payment'],
    ['receipt', 'getReceipt', 'https://shop.test/kvit/receipt'],
  ] as const) {
    it(`GET the ${what} with its id in a header and not in the address`, async () => {
      const { network, signer } = meet(() => json({}));
      await signer[name]('handle-1', { signal: never });
      const { method, headers, body, init } = network.last;
      assert.deepEqual([method, network.last.url, body], ['GET', url, null]);
      assert.deepEqual(Object.fromEntries(headers), { 'kvit-payment': 'handle-1' });
      assert.deepEqual([init.cache, init.redirect], ['no-store', 'error']);
    });
  }

  it('GET the order by its uuid, with any characters', async () => {
    const { network, signer } = meet(() => json({}));
    await signer.getOrder('заказ/1?&#', { signal: never });
    assert.equal(
      network.last.url,
      'https://shop.test/kvit/order?uuid=%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7%2F1%3F%26%23',
    );
    assert.deepEqual([...network.last.headers], []);
  });

  it('GET the subscriptions and DELETE one, with any characters in its id', async () => {
    const { network, signer } = meet(() => json({ items: [] }));
    await signer.getSubscriptions({ signal: never });
    assert.deepEqual(
      [network.last.method, network.last.url],
      ['GET', 'https://shop.test/kvit/subscriptions'],
    );
    await signer.cancelSubscription('41/?#', { signal: never });
    assert.deepEqual(
      [network.last.method, network.last.url, network.last.body],
      ['DELETE', 'https://shop.test/kvit/subscriptions/41%2F%3F%23', null],
    );
    assert.deepEqual([...network.last.headers], []);
  });

  it('call fetch as a plain function, not as a method', async () => {
    const seen: unknown[] = [];
    function send(this: unknown): Promise<Response> {
      seen.push(this);
      return Promise.resolve(json({}));
    }
    await httpSignerApi({ base: '', fetch: send, now: () => NOW }).getPayment('p', { signal: never });
    assert.deepEqual(seen, [undefined]);
  });
});

describe('The answers', () => {
  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/problem+json',
  ]) {
    it(`are read as JSON: ${type}`, async () => {
      const { signer } = meet(() => json({ a: 1 }, {}, type));
      assert.deepEqual(await signer.getPayment('p', { signal: never }), { a: 1 });
    });
  }

  for (const [what, answer] of [
    ['a captive portal', () => page(200)],
    ['an empty answer', () => new Response(null, { status: 204 })],
    ['JSON that says it is text', () => json({}, {}, 'text/plain')],
    ['JSON as a script', () => json({}, {}, 'application/javascript')],
  ] as const) {
    it(`are JSON or nothing: ${what}`, async () => {
      const { signer } = meet(answer);
      await assert.rejects(signer.getPayment('p', { signal: never }), { code: 'bad_answer' });
      await assert.rejects(signer.createPayment(claimOf(), { key: 'k', signal: never }), KvitError);
    });
  }

  it('reject when the JSON is cut off', async () => {
    const { signer } = meet(
      () => new Response('{"id":', { headers: { 'Content-Type': 'application/json' } }),
    );
    await assert.rejects(signer.getPayment('p', { signal: never }), SyntaxError);
  });

  it('refuse with a body', async () => {
    const { signer } = meet(() => problem(409, { code: 'already_paid', id: 'p0' }));
    const { status, code, id } = await refusalOf(
      signer.createPayment(claimOf(), { key: 'k', signal: never }),
    );
    assert.deepEqual([status, code, id], [409, 'already_paid', 'p0']);
  });

  for (const [what, answer] of [
    ['a page', () => page(503, { 'Retry-After': '7' })],
    [
      'JSON cut off',
      () =>
        new Response('{"co', {
          status: 503,
          headers: { 'Content-Type': 'application/json', 'Retry-After': '7' },
        }),
    ],
    [
      'empty JSON',
      () =>
        new Response('', {
          status: 503,
          headers: { 'Content-Type': 'application/json', 'Retry-After': '7' },
        }),
    ],
  ] as const) {
    it(`refuse by their status without a readable body: ${what}`, async () => {
      const { signer } = meet(answer);
      const { status, code, message, retryAfter } = await refusalOf(
        signer.getPayment('p', { signal: never }),
      );
      assert.deepEqual([status, code, message, retryAfter], [503, 'network', 'HTTP 503', 7000]);
    });
  }

  it('give Retry-After as a date', async () => {
    const date = new Date(NOW + 30_000).toUTCString();
    const { signer } = meet(() => page(429, { 'Retry-After': date }));
    assert.equal((await refusalOf(signer.getReceipt('p', { signal: never }))).retryAfter, 30_000);
  });
});

describe('A call that the caller aborts', () => {
  it('is aborted, also before it begins', async () => {
    const { signer } = meet(silence);
    const caller = new AbortController();
    const call = signer.getPayment('p', { signal: caller.signal });
    caller.abort();
    await assert.rejects(call, { name: 'AbortError' });
    for (const again of [
      signer.createPayment(claimOf(), { key: 'k', signal: caller.signal }),
      signer.getReceipt('p', { signal: caller.signal }),
      signer.getOrder('order-1', { signal: caller.signal }),
      signer.getSubscriptions({ signal: caller.signal }),
      signer.cancelSubscription('s1', { signal: caller.signal }),
    ])
      await assert.rejects(again, { name: 'AbortError' });
  });
});
