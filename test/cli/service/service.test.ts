import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it, type TestContext } from 'node:test';
import { Service } from '../../../src/cli/service/service.ts';
import { createLog } from '../../../src/cli/shop/log.ts';
import { Metrics } from '../../../src/cli/shop/metrics.ts';
import type { Shop } from '../../../src/cli/shop/shop.ts';
import { memoryStore, type Signer, type Store } from '../../../src/server/index.ts';

const NOTHING_DONE = { checked: 0, failed: 0 } as unknown as Awaited<ReturnType<Signer['reconcile']>>;

/** Starts a service with a fake signer. The end of the test stops it. */
async function start(
  test: TestContext,
  {
    store = memoryStore(),
    reconcile = async () => NOTHING_DONE,
  }: { store?: Store; reconcile?: Signer['reconcile'] } = {},
) {
  const lines: string[] = [];
  const log = createLog('info', [], { write: (line) => void lines.push(line) });
  const anyPort = { host: '127.0.0.1', port: 0 };
  const signer: Signer = { fetch: async () => new Response('answer', { status: 202 }), reconcile };
  const config = { shopId: 5, listen: anyPort, admin: anyPort, stopSeconds: 1, reconcileSeconds: 60 };
  const shop = { config, signer, store, log, metrics: new Metrics(), callbacks: true } as unknown as Shop;
  const service = new Service(shop, new WeakMap());
  await service.start();
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopping ??= service.stop());
  test.after(stop);
  const entries = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const { url, admin } = entries().find(({ msg }) => msg === 'kvit serves') ?? {};
  return { url: String(url), admin: String(admin), entries, lines, stop };
}

describe('the admin server', () => {
  it('answers 503 to /readyz while the store fails, and stays healthy', async (test) => {
    const store = memoryStore();
    const { admin } = await start(test, { store });
    assert.equal((await fetch(`${admin}/readyz`)).status, 200);
    test.mock.method(store, 'byUuid', () => Promise.reject(new Error('the disk is full')));
    assert.equal((await fetch(`${admin}/readyz`)).status, 503);
    assert.equal((await fetch(`${admin}/healthz`)).status, 200);
  });

  it('lets no cache keep an answer', async (test) => {
    const { admin } = await start(test);
    for (const path of ['healthz', 'readyz', 'metrics', 'none'])
      assert.equal((await fetch(`${admin}/${path}`)).headers.get('Cache-Control'), 'no-store', path);
  });
});

describe('the log and the metrics of requests', () => {
  it('name the route only, since the path of a callback is a secret', async (test) => {
    const { url, admin, entries, lines } = await start(test);
    const paths = [
      '/kvit/payments',
      '/kvit/callback/callback_secret_1',
      '/kvit/callback_secret_1',
      '/payments',
    ];
    for (const path of paths) assert.equal((await fetch(`${url}${path}`)).status, 202);
    const requests = entries().filter(({ msg }) => msg === 'request');
    assert.deepEqual(
      requests.map(({ method, route, status }) => [method, route, status]),
      [
        ['GET', 'payments', 202],
        ['GET', 'callback', 202],
        ['GET', 'other', 202],
        ['GET', 'other', 202],
      ],
    );
    const metrics = await (await fetch(`${admin}/metrics`)).text();
    assert.match(metrics, /kvit_request_seconds_count\{route="other",status="202"\} 2\n/);
    assert.match(metrics, /kvit_callbacks_total\{status="202"\} 1\n/);
    assert.doesNotMatch(metrics + lines.join(''), /callback_secret_1/);
  });
});

describe('Service.stop', () => {
  it('aborts a running reconcile(), and closes the store only after it', async (test) => {
    const events: string[] = [];
    const store = memoryStore();
    test.mock.method(store, 'close', async () => void events.push('closed'));
    const { stop } = await start(test, {
      store,
      reconcile: async ({ signal } = {}) => {
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        for (let turns = 0; turns < 20; turns += 1) await turn();
        events.push('reconciled');
        return NOTHING_DONE;
      },
    });
    await stop();
    assert.deepEqual(events, ['reconciled', 'closed']);
  });
});
