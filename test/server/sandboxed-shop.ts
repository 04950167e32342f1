import assert from 'node:assert/strict';
import { createSandbox, type ScenarioName } from '../../src/sandbox/index.ts';
import type { SignerOptions } from '../../src/server/index.ts';
import { Clock } from './clock.ts';
import { API_KEY, CALLBACK_SECRET, openShop, SECRET, SHOP, type Json } from './shop.ts';

/** Signer and gateway in one process, on one clock. */
export function openBoth(scenario: ScenarioName = 'paid', options: Partial<SignerOptions> = {}) {
  const clock = new Clock();
  /** the calls to the gateway, like `GET /v2/payments/1` */
  const calls: string[] = [];
  const sandbox = createSandbox({
    shopId: 5,
    secret: SECRET,
    apiKey: API_KEY,
    scenario,
    seed: 1,
    clock: { now: clock.now, sleep: (ms) => clock.sleep(ms) },
    callbackUrl: `${SHOP}/kvit/callback/${CALLBACK_SECRET}`,
    fetch: (request): Promise<Response> => shop.signer.fetch(request),
  });
  const shop = openShop({
    gateway: 'https://sandbox.test/api',
    fetch: (input, init) => {
      calls.push(`${init.method} ${input.slice('https://sandbox.test/api'.length)}`);
      return sandbox.fetch(new Request(input, init));
    },
    now: clock.now,
    sleep: clock.sleep,
    ...options,
  });
  const act = async (page: string, outcome: string): Promise<void> => {
    const body = new URLSearchParams({ outcome });
    const { status } = await clock.run(sandbox.fetch(new Request(page, { method: 'POST', body })));
    assert.ok(status < 400, `${status}`);
  };
  const statusOf = async (handle: unknown): Promise<unknown> => {
    clock.advance(2_000);
    const { body } = await clock.run(shop.status(handle));
    return (body['payment'] as Json | undefined)?.['status'];
  };
  return { clock, sandbox, calls, shop, act, statusOf };
}
