import { createHash } from 'node:crypto';
import {
  createSandbox,
  type Outcome,
  type Sandbox,
  type SandboxClock,
  type SandboxOptions,
} from '../../src/sandbox/index.ts';

export const SHOP = { shopId: 5, secret: 'test_secret', apiKey: 'test_key' } as const;
export const ORIGIN = 'https://gateway.test';

export type Json = Record<string, unknown>;

/** A clock that moves only by `pass`. */
export class ManualClock implements SandboxClock {
  #now = Date.parse('2026-03-01T09:00:00Z');
  #sleepers: { until: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ until: this.#now + ms, wake }));
  }

  async pass(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#sleepers.filter(({ until }) => until <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#now);
    for (const { wake } of due) wake();
    await breathe();
  }
}

const PATIENCE_MS = 30_000;

/** Waits turn by turn of the event loop until a condition holds. @throws Error after 30 s. */
export async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`still waiting for ${condition.toString()}`);
    await breathe();
  }
}

/** Lets five turns of the event loop pass, so everything that is ready runs. */
export async function breathe(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A sandbox with a manual clock and seed 1; `received` collects its callbacks. */
export function openShop(options: Partial<SandboxOptions> = {}) {
  const clock = new ManualClock();
  const received: Json[] = [];
  const listen = async (request: Request): Promise<Response> => {
    received.push((await request.json()) as Json);
    return new Response();
  };
  const sandbox = createSandbox({
    ...SHOP,
    clock,
    seed: 1,
    callbackUrl: 'https://shop.test/callback',
    fetch: listen,
    ...options,
  });
  return { sandbox, clock, received };
}

export function lineOf(changes: Json = {}): Json {
  return {
    description: 'Булочка',
    quantity: 3,
    price: 83.5,
    vat_code: 2,
    payment_subject: 1,
    payment_mode: 4,
    measurement_unit: 0,
    ...changes,
  };
}

export function bodyOf(changes: Json = {}): Json {
  const body: Json = {
    currency: 'rub',
    amount: '250.50',
    uuid: 'order_1',
    shopId: 5,
    description: 'Булочки',
    website_url: 'https://shop.test/done?order=1',
    items: [lineOf()],
    ...changes,
  };
  return { sign: signOf(String(body['amount'])), ...body };
}

/** The signature, computed without the sandbox's code. */
export function signOf(amount: string): string {
  return createHash('sha1').update(`rub${amount}${SHOP.shopId}${SHOP.secret}`).digest('hex');
}

export async function call(sandbox: Sandbox, method: string, path: string, body?: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await sandbox.fetch(
    new Request(`${ORIGIN}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${SHOP.apiKey}` },
      ...(body === undefined ? {} : { body: text }),
    }),
  );
  return { status: response.status, body: (await response.json()) as Json };
}

export async function create(sandbox: Sandbox, changes: Json = {}): Promise<{ id: number; page: string }> {
  const { status, body } = await call(sandbox, 'POST', '/v2/payments', bodyOf(changes));
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { id: body['id'] as number, page: body['paymentUrl'] as string };
}

export async function press(
  sandbox: Sandbox,
  page: string,
  outcome: Outcome | 'nonsense',
): Promise<Response> {
  return await sandbox.fetch(new Request(page, { method: 'POST', body: new URLSearchParams({ outcome }) }));
}

export async function statusOf(sandbox: Sandbox, id: number): Promise<number> {
  const { body } = await call(sandbox, 'GET', `/v2/payments/${id}`);
  return (body['payment'] as { status: number }).status;
}

/** Calls a control route. @param path the path after `/_sandbox`. */
export async function control(sandbox: Sandbox, method: string, path: string, body?: unknown) {
  const response = await sandbox.fetch(
    new Request(`${ORIGIN}/_sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, body: (await response.json()) as Json };
}
