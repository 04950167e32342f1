import { ApiError, invalid } from './api-error.ts';
import { isMeant, parseCallbackRequest } from './callback-request.ts';
import type { Gateway } from './gateway.ts';
import { type JsonValue, parseJson } from './json-text.ts';
import { LostAnswerError } from './lost-answer.ts';
import { parseOrder, type Shop } from './order.ts';
import type { Payment } from './payment.ts';
import { jsonReply } from './reply.ts';

const SLOW_ANSWER_MS = 1_500;
const LONGEST_BODY = 1_000_000;

export interface ApiOptions extends Shop {
  readonly apiKey: string;
  /** Where the hosted pages are reached; null means where the API was. */
  readonly baseUrl: string | null;
}

interface Call {
  readonly request: Request;
  /** The `{id}` of the path, or an empty string. */
  readonly id: string;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly handle: (call: Call) => Promise<Response> | Response;
  readonly refuse: (error: ApiError) => Response;
}

/** UrlPay's API over a gateway's books: routes, the key, the bodies, the shapes of answers and errors. */
export class Api {
  readonly #gateway: Gateway;
  readonly #options: ApiOptions;
  readonly #routes: readonly Route[] = [
    route('POST', '/api/v2/payments', (call) => this.#create(call)),
    route('GET', '/api/v2/payments', () => this.#list()),
    route('GET', '/api/v2/payments/{id}', (call) => this.#show(call)),
    route('PUT', '/api/v2/payments/{id}/hold', (call) =>
      this.#change(call, (it) => this.#gateway.capture(it)),
    ),
    route('DELETE', '/api/v2/payments/{id}/hold', (call) =>
      this.#change(call, (it) => this.#gateway.cancelHold(it)),
    ),
    route('PUT', '/api/v2/payments/{id}/refund', (call) =>
      this.#change(call, (it) => this.#gateway.refund(it)),
    ),
    route('GET', '/api/v2/payments/{id}/receipt', (call) => this.#receipt(call), refuseReceipt),
    route('GET', '/api/v2/subscribes', () => jsonReply(200, { items: this.#gateway.subscriptions() })),
    route('DELETE', '/api/v2/subscribes/{id}', (call) => this.#cancelSubscription(call)),
    route('POST', '/api/payments/callback', (call) => this.#callBack(call), refuseCallback),
  ];

  constructor(gateway: Gateway, options: ApiOptions) {
    this.#gateway = gateway;
    this.#options = options;
  }

  /** @throws LostAnswerError when the scenario loses the answer. */
  async answer(request: Request): Promise<Response> {
    const { scenario, clock } = this.#gateway;
    if (scenario === 'error-500') return refuse(new ApiError(500, 'internal server error'));
    if (scenario === 'html') return captivePortal();
    const response = await this.#dispatch(request);
    if (scenario === 'slow') await clock.sleep(SLOW_ANSWER_MS, 'answer');
    return response;
  }

  async #dispatch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    for (const candidate of this.#routes) {
      const match = candidate.method === request.method ? candidate.path.exec(pathname) : null;
      if (match === null) continue;
      try {
        this.#authenticate(request);
        return await candidate.handle({ request, id: match[1] ?? '' });
      } catch (error) {
        if (error instanceof ApiError) return candidate.refuse(error);
        throw error;
      }
    }
    return refuse(new ApiError(404, 'not found'));
  }

  #authenticate(request: Request): void {
    const key = /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (key !== this.#options.apiKey) throw new ApiError(401, 'unauthorized');
  }

  async #create({ request }: Call): Promise<Response> {
    const order = await parseOrder(await readJson(request), this.#options);
    const origin = this.#options.baseUrl ?? new URL(request.url).origin;
    const payment = await this.#gateway.create(order, origin);
    if (this.#gateway.losesAnswer(order)) throw new LostAnswerError();
    const { pageUrl: paymentUrl, id } = payment.origin;
    return jsonReply(201, { success: true, paymentUrl, id });
  }

  #list(): Response {
    const now = this.#gateway.clock.now();
    return jsonReply(200, { items: this.#gateway.payments().map((payment) => payment.toJson(now)) });
  }

  #show({ id }: Call): Response {
    const payment = this.#find(id).toJson(this.#gateway.clock.now());
    return jsonReply(200, { success: true, payment });
  }

  #change({ id }: Call, change: (payment: Payment) => void): Response {
    change(this.#find(id));
    return jsonReply(200, { success: true });
  }

  async #receipt({ id }: Call): Promise<Response> {
    const payment = this.#gateway.find(id);
    const items = payment === null ? [] : await this.#gateway.receiptsOf(payment);
    if (items.length === 0) throw new ApiError(404, 'receipt not found');
    return jsonReply(200, { status: 'success', items });
  }

  #cancelSubscription({ id }: Call): Response {
    this.#gateway.cancelSubscription(id);
    return jsonReply(200, { success: true });
  }

  async #callBack({ request }: Call): Promise<Response> {
    const asked = parseCallbackRequest(await readJson(request));
    const payment = this.#gateway.payments().findLast((candidate) => isMeant(asked, candidate));
    if (payment === undefined) throw new ApiError(404, 'payment not found');
    this.#gateway.callBack(payment, asked.word);
    return jsonReply(200, { success: true });
  }

  #find(id: string): Payment {
    const payment = this.#gateway.find(id);
    if (payment === null) throw invalid('id', 'no such payment');
    return payment;
  }
}

function route(method: string, path: string, handle: Route['handle'], refusal = refuse): Route {
  return { method, path: new RegExp(`^${path.replace('{id}', '([^/]+)')}$`), handle, refuse: refusal };
}

function refuse(error: ApiError): Response {
  return jsonReply(error.status, { error: error.message, status: error.status });
}

function refuseReceipt(error: ApiError): Response {
  return jsonReply(error.status, { status: 'error', message: error.message });
}

// This one call documents 400 where the others have 422.
function refuseCallback(error: ApiError): Response {
  return refuse(error.status === 422 ? new ApiError(400, error.message) : error);
}

function captivePortal(): Response {
  return new Response('<!doctype html><title>Wi-Fi</title><h1>Войдите в сеть</h1>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

async function readJson(request: Request): Promise<JsonValue> {
  const text = await request.text();
  if (text.length > LONGEST_BODY) throw invalid('body', 'is too long');
  try {
    return parseJson(text);
  } catch {
    throw invalid('body', 'must be JSON');
  }
}
