import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { reconcileCommand } from '../../../src/cli/commands/reconcile.ts';
import { sqliteStore } from '../../../src/server/index.ts';
import { sampleAttempt, sampleEvent } from '../../../src/server/testing/index.ts';
import { BUN, FakeCommandWorld, KEYS } from '../fake-command-world.ts';
import { recordRequests } from '../http-recorder.ts';
import { pay, payAtGateway, startSandbox, startServe } from './running-serve.ts';

describe('kvit reconcile', () => {
  it('finds a paid payment, and prints the counts', async (test) => {
    const gateway = await startSandbox(test);
    const settings = { gateway: `${gateway.url}/api`, catalogue: { products: [BUN] } };
    const { url, world, file, ended } = await startServe(test, settings);
    const { paymentUrl } = (await (await pay(url)).json()) as { paymentUrl: string };
    world.stop();
    await ended;
    await payAtGateway(paymentUrl);
    // a payment is due again two seconds after its last check
    test.mock.timers.enable({ apis: ['Date'], now: Date.now() + 2100 });
    world.lines.length = 0;
    assert.equal(await reconcileCommand(['--config', file], world), 0);
    const summary = JSON.parse(world.lines.join('')) as Record<string, number>;
    assert.equal(summary['checked'], 1);
    assert.equal(summary['failed'], 0);
  });

  it('sends a refund alert to the backend with its key, and repeats it until the backend accepts it', async (test) => {
    let status = 500;
    const shop = await recordRequests(test, () => ({ status }));
    const world = new FakeCommandWorld(test, { ...KEYS, KVIT_HOOK_KEY: 'hook_key' });
    const file = world.file('kvit.config.json', {
      shopId: 5,
      gateway: 'http://127.0.0.1:1/api',
      catalogue: { products: [BUN] },
      onAlert: { url: `${shop.url}/alert` },
    });
    const store = sqliteStore(join(world.folder, 'kvit.sqlite'));
    const attempt = sampleAttempt({ state: 'DUP_PAID', gatewayId: 7, dueAt: null });
    await store.insert(attempt);
    await store.update(attempt, {}, { ...sampleEvent('refund:o1'), kind: 'refund' });
    await store.close();

    assert.equal(await reconcileCommand(['--config', file], world), 1);
    status = 200;
    test.mock.timers.enable({ apis: ['Date'], now: Date.now() + 86_400_000 });
    assert.equal(await reconcileCommand(['--config', file], world), 0);
    const refunds = shop.received.filter(({ body }) => (body as { kind: string }).kind === 'refund_due');
    assert.deepEqual(
      refunds.map(({ path, headers, body }) => [path, headers['idempotency-key'], body]),
      Array.from({ length: 2 }, () => [
        '/alert',
        'refund:o1',
        {
          kind: 'refund_due',
          key: 'refund:o1',
          reason: 'duplicate',
          order: 'o1',
          payment: { id: 7, uuid: 'o1', amount: '250.50', currency: 'rub' },
        },
      ]),
    );
  });

  it('exits with 1 when the gateway does not answer, and with 2 without a key', async (test) => {
    const gateway = await startSandbox(test);
    const settings = { gateway: `${gateway.url}/api`, catalogue: { products: [BUN] } };
    const { url, world, file, ended } = await startServe(test, settings);
    await pay(url);
    world.stop();
    await ended;
    await gateway.close();
    test.mock.timers.enable({ apis: ['Date'], now: Date.now() + 2100 });
    assert.equal(await reconcileCommand(['--config', file], world), 1);
    const bare = new FakeCommandWorld(test, {});
    assert.equal(await reconcileCommand(['--config', file], bare), 2);
    assert.match(bare.complaints.join(''), /KVIT_SECRET is missing/);
  });
});
