import { createSigner, memoryStore, type OrderInput, type SignerOptions } from '../../src/server/index.ts';
import type { Alert, PaidEvent } from '../../src/server/index.ts';
import { Clock } from './clock.ts';
import { GATEWAY, TestGateway } from './test-gateway.ts';

export const SHOP = 'https://shop.test';
export const SECRET = 'canary-secret-7Qx';
export const API_KEY = 'canary-key-9Zt';
export const ACCOUNT = { shopId: 5, secret: SECRET, apiKey: API_KEY } as const;
export const CALLBACK_SECRET = 'canary-callback-4Lm';

export const ITEM = {
  description: 'Булочка с маком',
  quantity: 3,
  price: 83.5,
  vat_code: 2,
  payment_subject: 1,
  payment_mode: 4,
  measurement_unit: 0,
};

export const CLAIM = {
  currency: 'rub',
  amount: '250.50',
  uuid: 'invoice_123',
  description: 'Покупка булочек',
  subscribe: null,
  holdTime: null,
  items: [ITEM],
};

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = text === '' ? {} : (JSON.parse(text) as Json);
  return { status: response.status, headers: response.headers, text, body };
}

/** A shop with a gateway and a clock of its own. */
export function openShop(options: Partial<SignerOptions> = {}) {
  const clock = new Clock();
  const gateway = new TestGateway();
  const paid: PaidEvent[] = [];
  const alerts: Alert[] = [];
  const store = memoryStore();
  const prices = { order: (uuid: string): OrderInput | null => ({ ...CLAIM, uuid }) };
  const settings: SignerOptions = {
    ...ACCOUNT,
    gateway: GATEWAY,
    store,
    callbackSecret: CALLBACK_SECRET,
    order: ({ uuid }) => prices.order(uuid),
    onPaid: (event) => void paid.push(event),
    onAlert: (alert) => void alerts.push(alert),
    fetch: gateway.fetch,
    now: clock.now,
    sleep: clock.sleep,
    ...options,
  };
  const signer = createSigner(settings);
  const send = async (path: string, init: RequestInit = {}) =>
    read(await signer.fetch(new Request(SHOP + path, init)));

  return {
    clock,
    gateway,
    paid,
    alerts,
    store: settings.store ?? store,
    prices,
    settings,
    signer,
    send,
    /** POST {basePath}/payments */
    post: (claim: unknown = CLAIM, headers: Record<string, string> = {}) =>
      send('/kvit/payments', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof claim === 'string' ? claim : JSON.stringify(claim),
      }),
    /** GET {basePath}/payment */
    status: (handle: unknown) => send('/kvit/payment', { headers: { 'Kvit-Payment': String(handle) } }),
    receipt: (handle: unknown) => send('/kvit/receipt', { headers: { 'Kvit-Payment': String(handle) } }),
    callback: (body: unknown, secret = CALLBACK_SECRET) =>
      send(`/kvit/callback/${secret}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    /** Opens the payment page of an order. @returns the handle */
    async open(claim: unknown = CLAIM): Promise<string> {
      const { status, body } = await this.post(claim);
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
      return String(body['id']);
    },
    /** `payment.status` as a browser sees it, after the throttle. */
    async look(handle: string): Promise<unknown> {
      clock.advance(2_000);
      const { body } = await this.status(handle);
      return (body['payment'] as Json | undefined)?.['status'] ?? body['code'];
    },
  };
}

export type Shop = ReturnType<typeof openShop>;
