import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readRetryAfter } from '../../../src/server/urlpay/transport/retry-after.ts';
import { KvitError, type UrlPayOptions } from '../../../src/server/index.ts';
import { failsWith, openClient } from './test-client.ts';
import { openShop } from '../shop.ts';
import { html } from '../test-gateway.ts';

const NOW = Date.UTC(2026, 0, 1);
const at = (ms: number) => new Date(NOW + ms).toUTCString();

describe('readRetryAfter', () => {
  for (const [value, wait] of [
    [null, null],
    ['', null],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['2026-01-01T00:01:00Z', null],
    ['Monday', null],
    ['0', 1000],
    [' 7 ', 7000],
    ['120', 120_000],
    ['121', 120_000],
    ['9'.repeat(400), 120_000],
    [at(30_000), 30_000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Thursday, 01-Jan-26 00:00:30 GMT', 30_000],
    ['Thu Jan  1 00:00:30 2026', 30_000],
    [at(-86_400_000), 1000],
    [at(86_400_000), 120_000],
  ] as const) {
    it(`reads ${JSON.stringify(value?.slice(0, 40) ?? null)} as ${wait}`, () => {
      assert.equal(readRetryAfter(value, NOW), wait);
    });
  }

  it('returns null or 1 to 120 seconds for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.date().map(String), fc.double().map(String)), (value) => {
        const wait = readRetryAfter(value, NOW);
        assert.ok(wait === null || (wait >= 1000 && wait <= 120_000));
      }),
      { numRuns: 3000 },
    );
  });
});

/** The times of the requests of one read, in ms after its start. */
async function triesOf(answer: () => Response, options: Partial<UrlPayOptions> = {}) {
  const { urlPay, gateway, clock } = openClient(options);
  const started = clock.now();
  const times: number[] = [];
  gateway.intercept = () => {
    times.push(clock.now() - started);
    return answer();
  };
  const error: unknown = await clock.run(urlPay.payouts.listTypes()).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof KvitError);
  return { times, error };
}

describe('repeated reads', () => {
  it('wait a random part of 200 ms, then of 400 ms', async () => {
    for (const [byte, waits] of [
      [0, [0, 0]],
      [128, [100, 200]],
    ] as const) {
      const slept: number[] = [];
      const { urlPay, gateway } = openClient({
        random: (bytes) => new Uint8Array(bytes).fill(byte),
        sleep: async (ms, signal) => {
          if (ms < 5_000) slept.push(ms);
          // the time limit must not expire
          else await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
        },
      });
      gateway.intercept = () => html(503);
      await assert.rejects(urlPay.listPayments(), failsWith('network', 503));
      assert.deepEqual(slept, waits);
    }
  });

  it('wait for Retry-After in seconds or until a date', async () => {
    const seconds = await triesOf(() => new Response('', { status: 429, headers: { 'Retry-After': '2' } }));
    assert.deepEqual(seconds.times, [0, 2_000, 4_000]);
    const { clock } = openClient();
    const date = new Date(clock.now() + 3_000).toUTCString();
    const dated = await triesOf(() => new Response('', { status: 503, headers: { 'Retry-After': date } }));
    // after that the date is past, and the minimum is one second
    assert.deepEqual(dated.times, [0, 3_000, 4_000]);
  });

  it('stop before a wait that exceeds the time limit, and report retryAfter', async () => {
    const { times, error } = await triesOf(
      () => new Response('', { status: 503, headers: { 'Retry-After': '60' } }),
    );
    assert.deepEqual([times, error.status, error.retryAfter], [[0], 503, 60_000]);
    const hours = await triesOf(
      () => new Response('', { status: 503, headers: { 'Retry-After': '86400' } }),
      { timeouts: { read: 500_000 } },
    );
    assert.deepEqual([hours.times, hours.error.retryAfter], [[0, 120_000, 240_000], 120_000]);
  });

  it('are sent readTries times at most', async () => {
    for (const readTries of [1, 2, 5]) {
      const { times } = await triesOf(() => html(502), { readTries });
      assert.equal(times.length, readTries);
    }
  });

  it('stop when the caller aborts between two tries', async () => {
    const { urlPay, gateway, clock } = openClient();
    const stop = new AbortController();
    gateway.intercept = () => new Response('', { status: 503, headers: { 'Retry-After': '2' } });
    const answer = urlPay.listPayments({ signal: stop.signal });
    answer.catch(() => undefined);
    while (clock.sleeping < 2) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await assert.rejects(answer, failsWith('network'));
    assert.deepEqual([gateway.calls.length, clock.sleeping], [1, 0]);
  });
});

describe('the signer’s limit of one request per payment and throttle', () => {
  for (const status of [429, 502, 503, 504]) {
    it(`holds while the gateway answers ${status}, however often buyers ask`, async () => {
      const shop = openShop();
      const handle = await shop.open();
      shop.clock.advance(2_000);
      const started = shop.clock.now();
      const times: number[] = [];
      shop.gateway.intercept = ({ method }) => {
        if (method === 'GET') times.push(shop.clock.now() - started);
        return html(status);
      };
      // 20 polls in 10 s, each with a callback and a reconcile()
      for (let poll = 0; poll < 20; poll += 1) {
        const [payment] = await shop.clock.run(
          Promise.all([
            shop.status(handle),
            shop.callback({ id: 1000, uuid: 'invoice_123', payment_status: 'success' }),
            shop.signer.reconcile(),
          ]),
        );
        assert.equal(payment.status, 200);
        shop.clock.advance(500);
      }
      assert.ok(times.length >= 5, `${times.length}`);
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      assert.ok(
        gaps.every((gap) => gap >= 2_000),
        JSON.stringify(times),
      );
    });
  }
});
