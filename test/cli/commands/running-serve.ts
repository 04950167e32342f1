import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { serveCommand } from '../../../src/cli/commands/serve.ts';
import { serveSandbox } from '../../../src/sandbox/serve.ts';
import { BUN, FakeCommandWorld, KEYS } from '../fake-command-world.ts';

const ACCOUNT = { shopId: 5, secret: 'test_secret', apiKey: 'test_key' };
export const CART = { uuid: 'order_1', description: 'Булочки', items: [{ ...BUN, quantity: 2 }] };

/** Starts a sandbox; the end of the test stops it. */
export async function startSandbox(test: TestContext) {
  const server = await serveSandbox({ ...ACCOUNT, seed: 'serve', receiptDelay: 0 });
  test.after(() => server.close());
  return server;
}

/** Starts `kvit serve`; the end of the test stops it. */
export async function startServe(
  test: TestContext,
  settings: object,
  environment: Record<string, string> = KEYS,
) {
  const world = new FakeCommandWorld(test, environment);
  const anyPort = { host: '127.0.0.1', port: 0 };
  const file = world.file('kvit.config.json', {
    shopId: 5,
    listen: anyPort,
    admin: anyPort,
    stopSeconds: 1,
    ...settings,
  });
  const ended = serveCommand(['--config', file], world);
  test.after(async () => {
    world.stop();
    await ended;
  });
  const started = await Promise.race([world.logged('kvit serves'), ended]);
  assert.ok(typeof started === 'object', world.complaints.join(''));
  return { world, file, ended, url: `${String(started['url'])}/kvit`, admin: String(started['admin']) };
}

export const CLAIM = { ...CART, currency: 'rub', amount: '167.00' };

/** Sends a claim to the signer. */
export const pay = (url: string, cart: object = CLAIM, headers = {}) =>
  fetch(`${url}/payments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(cart),
  });

/** Pays on the sandbox's payment page. */
export async function payAtGateway(paymentUrl: string): Promise<void> {
  const form = { method: 'POST', body: new URLSearchParams({ outcome: 'pay' }), redirect: 'manual' } as const;
  const { status } = await fetch(paymentUrl, form);
  assert.ok(status < 400);
}
