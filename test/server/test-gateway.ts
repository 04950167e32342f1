import type { Fetch } from '../../src/server/runtime/world.ts';

export interface Call {
  readonly method: string;
  /** below the API's base */
  readonly path: string;
  readonly text: string;
  readonly headers: Headers;
}

export interface StoredPayment {
  id: number;
  uuid: string;
  amount: string | number;
  currency: string;
  description: string;
  status: number;
}

export type Receipt = Record<string, unknown>;

/** Decides the answer to a call; `proceed` carries it out and returns the ordinary answer. */
export type Intercept = (call: Call, proceed: () => Response) => Response | Promise<Response>;

export const GATEWAY = 'https://gateway.test/api';

/** A minimal gateway whose answers a test can change. */
export class TestGateway {
  readonly calls: Call[] = [];
  readonly payments = new Map<number, StoredPayment>();
  readonly receipts = new Map<number, Receipt[]>();
  intercept: Intercept = (_, proceed) => proceed();
  pageOf = (id: number): unknown => `https://gateway.test/pay/${id}`;

  readonly fetch: Fetch = async (input, init) => {
    const call = {
      method: init.method ?? 'GET',
      path: input.slice(GATEWAY.length),
      text: typeof init.body === 'string' ? init.body : '',
      headers: new Headers(init.headers),
    };
    this.calls.push(call);
    return this.intercept(call, () => this.#answer(call));
  };

  get creates(): readonly Call[] {
    return this.calls.filter(({ method, path }) => method === 'POST' && path === '/v2/payments');
  }

  get reads(): readonly Call[] {
    return this.calls.filter(({ method }) => method === 'GET');
  }

  get createdUuids(): readonly string[] {
    return this.creates.map(({ text }) => (JSON.parse(text) as { uuid: string }).uuid);
  }

  setStatus(id: number, status: number): void {
    this.change(id, { status });
  }

  change(id: number, change: Partial<StoredPayment>): void {
    const payment = this.payments.get(id);
    if (!payment) throw new Error(`no payment ${id}`);
    Object.assign(payment, change);
  }

  #answer({ method, path, text }: Call): Response {
    if (method === 'POST' && path === '/v2/payments') return this.#create(text);
    if (path === '/v2/payments') return Response.json({ items: [...this.payments.values()] });
    const [, id = '', tail = ''] = /^\/v2\/payments\/(\d+)(\/receipt)?$/.exec(path) ?? [];
    const payment = this.payments.get(Number(id));
    if (!payment) return Response.json({ error: 'not found', status: 404 }, { status: 404 });
    if (!tail) return Response.json({ success: true, payment });
    const items = this.receipts.get(payment.id);
    if (items) return Response.json({ status: 'success', items });
    return Response.json({ status: 'error', message: 'no receipt' }, { status: 404 });
  }

  #create(text: string): Response {
    const { uuid, amount, description } = JSON.parse(text) as StoredPayment;
    const id = 1000 + this.payments.size;
    this.payments.set(id, { id, uuid, amount, currency: 'RUB', description, status: 0 });
    return Response.json({ success: true, id, paymentUrl: this.pageOf(id) }, { status: 201 });
  }
}

export const html = (status = 200): Response =>
  new Response('<!doctype html><title>portal</title>', { status, headers: { 'Content-Type': 'text/html' } });

/** An answer that never comes. */
export const silence = (): Promise<Response> => new Promise(() => undefined);
