import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serveCommand } from '../../../src/cli/commands/serve.ts';
import { BUN, FakeCommandWorld, KEYS } from '../fake-command-world.ts';
import { recordRequests, type RecordedAnswer } from '../http-recorder.ts';
import { CART, CLAIM, pay, payAtGateway, startSandbox, startServe } from './running-serve.ts';

const CONSENT = { kind: 'offer', text: 'Я принимаю условия оферты', version: '3' };

describe('kvit serve', () => {
  it('creates a payment for a cart of the catalogue, and sends its paid event', async (test) => {
    const gateway = await startSandbox(test);
    const shop = await recordRequests(test, () => ({ status: 200 }));
    const { url, admin, world } = await startServe(
      test,
      {
        gateway: `${gateway.url}/api`,
        catalogue: { products: [BUN] },
        onPaid: { url: `${shop.url}/paid` },
      },
      { ...KEYS, KVIT_HOOK_KEY: 'hook_key' },
    );
    const { id, paymentUrl } = (await (await pay(url, { ...CLAIM, consents: [CONSENT] })).json()) as {
      id: string;
      paymentUrl: string;
    };
    await payAtGateway(paymentUrl);
    const { id: number } = gateway.sandbox.payments()[0] ?? { id: 0 };
    const hint = { method: 'POST', body: JSON.stringify({ id: number, uuid: 'order_1' }) };
    assert.equal((await fetch(`${url}/callback/callback_secret_1`, hint)).status, 200);
    assert.deepEqual(
      shop.received.map(({ path, headers, body }) => [
        path,
        headers.authorization,
        headers['idempotency-key'],
        (body as { payment: { amount: string } }).payment.amount,
      ]),
      [['/paid', 'Bearer hook_key', 'paid:order_1', '167.00']],
    );
    const { consents: [consent] = [] } = (shop.received[0]?.body ?? {}) as {
      consents?: Record<string, unknown>[];
    };
    const { received_at, ...agreed } = consent ?? {};
    assert.deepEqual(agreed, CONSENT);
    assert.ok(Math.abs(Date.now() - Date.parse(String(received_at))) < 60_000, String(received_at));
    const shown = await fetch(`${url}/payment`, { headers: { 'Kvit-Payment': id } });
    assert.equal(((await shown.json()) as { payment: { status: number } }).payment.status, 3);

    const metrics = await (await fetch(`${admin}/metrics`)).text();
    assert.match(metrics, /kvit_attempts_total\{state="PAID"\} 1\n/);
    assert.match(metrics, /kvit_callbacks_total\{status="200"\} 1\n/);
    assert.match(metrics, /kvit_gateway_seconds_count\{call="create",status="201"\} 1\n/);
    assert.match(metrics, /kvit_unknown_total 0\n/);
    const log = world.lines.join('');
    for (const hidden of [...Object.values(KEYS), 'hook_key', id]) assert.equal(log.includes(hidden), false);
  });

  it('asks the backend for the price, and answers 503 while the backend fails', async (test) => {
    const gateway = await startSandbox(test);
    let price: RecordedAnswer = { status: 200, body: CART };
    const shop = await recordRequests(test, () => price);
    const { url, admin } = await startServe(
      test,
      {
        gateway: `${gateway.url}/api`,
        pricing: { url: `${shop.url}/price`, forwardHeaders: ['cookie', 'authorization'] },
      },
      { ...KEYS, KVIT_HOOK_KEY: 'hook_key' },
    );
    assert.equal((await pay(url, undefined, { Cookie: 'basket=7', Authorization: 'Basic x' })).status, 201);
    assert.deepEqual(
      shop.received.map(({ headers }) => [headers.cookie, headers.authorization]),
      [['basket=7', 'Bearer hook_key']],
    );
    price = { status: 500 };
    const refused = await pay(url, { ...CART, uuid: 'order_2', currency: 'rub', amount: '167.00' });
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('Retry-After'), '5');
    price = { status: 404 };
    const none = await pay(url, { ...CART, uuid: 'order_3', currency: 'rub', amount: '167.00' });
    assert.equal(none.status, 404);
    price = { status: 200, body: { ...CART, items: [] } };
    await pay(url, { ...CLAIM, uuid: 'order_1' });
    const metrics = await (await fetch(`${admin}/metrics`)).text();
    assert.match(metrics, /kvit_alerts_total\{kind="bad_order"\} 1\n/);
    assert.equal(gateway.sandbox.payments().length, 1);
  });

  it('limits buyers by the address that the shop’s own proxy wrote', async (test) => {
    const gateway = await startSandbox(test);
    const { url } = await startServe(test, {
      gateway: `${gateway.url}/api`,
      catalogue: { products: [BUN] },
      clientHeader: 'X-Forwarded-For',
      limits: { payments: { most: 1, within: 60_000 } },
    });
    const from = async (addresses: string): Promise<number> =>
      (await pay(url, undefined, { 'X-Forwarded-For': addresses })).status;
    assert.equal(await from('198.51.100.1'), 201);
    assert.equal(await from('203.0.113.9, 198.51.100.1'), 429);
    assert.equal(await from('198.51.100.2'), 201);
  });

  it('does not count all buyers behind a local proxy as one client', async (test) => {
    const gateway = await startSandbox(test);
    const { url, world } = await startServe(test, {
      gateway: `${gateway.url}/api`,
      catalogue: { products: [BUN] },
      limits: { payments: { most: 1, within: 60_000 } },
    });
    for (const uuid of ['order_1', 'order_2', 'order_3']) {
      const cart = { ...CART, uuid, currency: 'rub', amount: '167.00' };
      assert.equal((await pay(url, cart)).status, 201);
    }
    assert.match(world.lines.join(''), /clientHeader/);
  });

  it('keeps no abort listener after each run of reconcile()', async (test) => {
    const held = new Map<EventTarget, number>();
    const most = (): number => Math.max(0, ...held.values());
    let adds = 0;
    const { addEventListener: add, removeEventListener: remove } = AbortSignal.prototype;
    test.mock.method(
      AbortSignal.prototype,
      'addEventListener',
      function (this: AbortSignal, ...given: Parameters<typeof add>) {
        adds += 1;
        held.set(this, (held.get(this) ?? 0) + 1);
        add.apply(this, given);
      },
    );
    test.mock.method(
      AbortSignal.prototype,
      'removeEventListener',
      function (this: AbortSignal, ...given: Parameters<typeof remove>) {
        held.set(this, (held.get(this) ?? 0) - 1);
        remove.apply(this, given);
      },
    );
    const { setTimeout: start } = globalThis;
    const quick = (act: () => void, ms?: number) => start(act, ms === 1000 ? 5 : ms);
    test.mock.method(globalThis, 'setTimeout', quick as typeof setTimeout);
    await startServe(test, {
      gateway: 'http://127.0.0.1:1/api',
      catalogue: { products: [BUN] },
      reconcileSeconds: 1,
    });
    while (adds < 20) await new Promise((resolve) => start(resolve, 5));
    assert.equal(most(), 1);
  });

  it('is healthy and ready until it stops, and completes running requests', async (test) => {
    const gateway = await startSandbox(test);
    const { admin, url, world, ended } = await startServe(test, {
      gateway: `${gateway.url}/api`,
      catalogue: { products: [BUN] },
    });
    assert.equal((await fetch(`${admin}/healthz`)).status, 200);
    assert.equal((await fetch(`${admin}/readyz`)).status, 200);
    assert.equal((await fetch(`${admin}/kvit/order?uuid=a`)).status, 404);
    const running = pay(url);
    await running.then((answer) => answer.text());
    world.stop();
    assert.equal(await ended, 0);
    assert.equal((await running).status, 201);
    await assert.rejects(fetch(`${admin}/healthz`));
  });

  for (const [what, argv, environment, sentence] of [
    [
      'a missing key',
      [],
      { KVIT_API_KEY: 'test_key' },
      /^kvit serve: KVIT_SECRET is missing in the environment: .*\n$/,
    ],
    [
      'a short callback secret',
      [],
      { ...KEYS, KVIT_CALLBACK_SECRET: 'short' },
      /^kvit serve: KVIT_CALLBACK_SECRET must have at least 16 characters/,
    ],
    ['an unknown option', ['--secret', 'x'], KEYS, /^kvit serve: Unknown option '--secret'/],
  ] as const) {
    it(`prints one sentence and exits with 2 for ${what}`, async (test) => {
      const world = new FakeCommandWorld(test, environment);
      const file = world.file('kvit.config.json', { shopId: 5, catalogue: { products: [BUN] } });
      assert.equal(await serveCommand(['--config', file, ...argv], world), 2);
      assert.match(world.complaints.join(''), sentence);
      assert.deepEqual(world.lines, []);
    });
  }

  it('closes its store when the catalogue is wrong', async (test) => {
    const world = new FakeCommandWorld(test);
    const file = world.file('kvit.config.json', { shopId: 5, catalogue: { products: [BUN, BUN] } });
    assert.equal(await serveCommand(['--config', file], world), 2);
    assert.match(world.complaints.join(''), /^kvit serve: catalogue: .*is listed twice/);
    assert.ok(existsSync(join(world.folder, 'kvit.sqlite')));
    assert.equal(existsSync(join(world.folder, 'kvit.sqlite-wal')), false, 'the store is still open');
  });

  it('requires --config, and prints help', async (test) => {
    const world = new FakeCommandWorld(test);
    assert.equal(await serveCommand([], world), 2);
    assert.match(world.complaints.join(''), /^kvit serve: --config is missing/);
    assert.equal(await serveCommand(['--help'], world), 0);
    assert.match(world.lines.join(''), /KVIT_SECRET[\s\S]*KVIT_DATABASE_URL/);
  });

  it('exits with 1 when its port is taken', async (test) => {
    const gateway = await startSandbox(test);
    const world = new FakeCommandWorld(test);
    const listen = { host: '127.0.0.1', port: gateway.port };
    const file = world.file('kvit.config.json', { shopId: 5, catalogue: { products: [BUN] }, listen });
    assert.equal(await serveCommand(['--config', file], world), 1);
    assert.equal(
      world.complaints.join(''),
      `kvit serve: listen: 127.0.0.1:${gateway.port} is taken: choose another port\n`,
    );
  });
});
