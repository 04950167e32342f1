import { toClaim } from '../domain/claim.ts';
import { KvitError, type FieldError } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';
import { readProblem } from '../domain/problem.ts';
import { Created, PaymentAnswer, ReceiptAnswer, type Payment, type RawReceipt } from '../domain/wire.ts';
import { GatewayHttp, type GatewayReply } from './gateway-http.ts';
import { Done, ListedPayments, readGatewayId, Subscriptions, type Subscription } from './gateway-shapes.ts';
import { redaction, type Redact } from './redaction.ts';
import { sign } from './sign.ts';
import { readGateway, readKey, readSecret, readShopId } from './settings.ts';
import { world, type World } from './world.ts';

export interface UrlPayOptions extends Partial<Omit<World, 'now'>> {
  /** the bearer token from the gateway's cabinet */
  apiKey: string;
  shopId: number;
  /** the word that goes into `sign`; not the API key */
  secret: string;
  baseUrl?: string;
  now?: () => number;
  /** ms; 10 000 for writes, 5 000 for reads */
  timeouts?: { create?: number; read?: number };
}

export interface CallOptions {
  signal?: AbortSignal;
}

export interface CreateOptions extends CallOptions {
  /** the attempt's own uuid; never used twice */
  uuid: string;
  websiteUrl?: string | undefined;
  language?: string | undefined;
}

/** What a successful create gave: the gateway's integer id and an address nobody has checked yet. */
export interface CreatedPayment {
  readonly id: number;
  readonly paymentUrl: string;
}

/** The callback the gateway is asked to repeat; amount in roubles. */
export interface CallbackRequest {
  id?: number;
  amount?: number;
  currency?: string;
  uuid?: string;
  payment_status?: 'success' | 'cancel';
}

/**
 * A typed client of UrlPay's payment operations.
 *
 * Every method throws a {@link KvitError}: `gateway_refused` for a definite no (401, 403, 404, 422) with `status` and
 * `errors`; writes throw `gateway_unknown` when nobody knows whether they happened; reads throw `network` when no usable
 * answer came and `bad_answer` when it is not what the API documents. Only reads are ever retried.
 */
export interface UrlPay {
  /** `POST /v2/payments` */
  createPayment(order: Order, options: CreateOptions): Promise<CreatedPayment>;
  /** `GET /v2/payments`; the API has no paging and no filter, so absence proves nothing */
  listPayments(options?: CallOptions): Promise<readonly Payment[]>;
  /** `GET /v2/payments/{id}` */
  getPayment(id: number, options?: CallOptions): Promise<Payment>;
  /** `PUT /v2/payments/{id}/hold`: takes the held money */
  captureHold(id: number, options?: CallOptions): Promise<void>;
  /** `DELETE /v2/payments/{id}/hold`: gives the held money back */
  cancelHold(id: number, options?: CallOptions): Promise<void>;
  /** `PUT /v2/payments/{id}/refund` */
  refund(id: number, options?: CallOptions): Promise<void>;
  /** `GET /v2/payments/{id}/receipt`; 404 while there is none comes as an empty list */
  getReceipt(id: number, options?: CallOptions): Promise<readonly RawReceipt[]>;
  /** `GET /v2/subscribes` */
  listSubscriptions(options?: CallOptions): Promise<readonly Subscription[]>;
  /** `DELETE /v2/subscribes/{id}` */
  cancelSubscription(id: number, options?: CallOptions): Promise<void>;
  /** `POST /payments/callback`: asks the gateway to call the shop's callback address */
  requestCallback(callback: CallbackRequest, options?: CallOptions): Promise<void>;
}

type Schema<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } };

const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 422]);
const READ_RETRIES = 2;

/** A client of the gateway at `baseUrl`. @throws {TypeError} naming the option that is wrong */
export function createUrlPay(options: UrlPayOptions): UrlPay {
  return new UrlPayClient(options);
}

class UrlPayClient implements UrlPay {
  readonly #http: GatewayHttp;
  readonly #redact: Redact;
  readonly #shopId: number;
  readonly #secret: string;
  readonly #writeTimeout: number;
  readonly #readTimeout: number;

  constructor(options: UrlPayOptions) {
    const apiKey = readKey(options.apiKey, 'apiKey');
    this.#secret = readSecret(options.secret, 'secret');
    this.#shopId = readShopId(options.shopId);
    this.#redact = redaction([apiKey, this.#secret]);
    this.#http = new GatewayHttp(
      readGateway(options.baseUrl, 'baseUrl').base,
      apiKey,
      world(options),
      this.#redact,
    );
    this.#writeTimeout = options.timeouts?.create ?? 10_000;
    this.#readTimeout = options.timeouts?.read ?? 5_000;
  }

  async createPayment(
    order: Order,
    { uuid, websiteUrl, language, signal }: CreateOptions,
  ): Promise<CreatedPayment> {
    const claim = toClaim(order, { shopId: this.#shopId, websiteUrl, language });
    const signature = await sign(claim.currency, claim.amount, this.#shopId, this.#secret);
    const body = JSON.stringify({ ...claim, uuid, sign: signature });
    const created = await this.#write('POST', '/v2/payments', Created, { body, signal, hidden: signature });
    const id = readGatewayId(created.id);
    if (id === null || created.paymentUrl === '') throw unknownOutcome('POST /v2/payments');
    return { id, paymentUrl: created.paymentUrl };
  }

  async listPayments(options?: CallOptions): Promise<readonly Payment[]> {
    return this.#read('/v2/payments', ListedPayments, options);
  }

  async getPayment(id: number, options?: CallOptions): Promise<Payment> {
    const { payment } = await this.#read(`/v2/payments/${checkId(id)}`, PaymentAnswer, options);
    if (payment.id !== undefined && payment.id !== null && readGatewayId(payment.id) !== id) {
      throw new KvitError('bad_answer', `GET /v2/payments/${id}: the answer is about another payment`);
    }
    return payment;
  }

  async captureHold(id: number, options?: CallOptions): Promise<void> {
    await this.#write('PUT', `/v2/payments/${checkId(id)}/hold`, Done, options);
  }

  async cancelHold(id: number, options?: CallOptions): Promise<void> {
    await this.#write('DELETE', `/v2/payments/${checkId(id)}/hold`, Done, options);
  }

  async refund(id: number, options?: CallOptions): Promise<void> {
    await this.#write('PUT', `/v2/payments/${checkId(id)}/refund`, Done, options);
  }

  async getReceipt(id: number, options?: CallOptions): Promise<readonly RawReceipt[]> {
    try {
      return (await this.#read(`/v2/payments/${checkId(id)}/receipt`, ReceiptAnswer, options)).items;
    } catch (error) {
      if (error instanceof KvitError && error.status === 404) return [];
      throw error;
    }
  }

  async listSubscriptions(options?: CallOptions): Promise<readonly Subscription[]> {
    return (await this.#read('/v2/subscribes', Subscriptions, options)).items;
  }

  async cancelSubscription(id: number, options?: CallOptions): Promise<void> {
    await this.#write('DELETE', `/v2/subscribes/${checkId(id)}`, Done, options);
  }

  async requestCallback(callback: CallbackRequest, options?: CallOptions): Promise<void> {
    const reply = await this.#send('POST', '/payments/callback', {
      ...options,
      body: JSON.stringify(callback),
    });
    // this operation alone documents no answer body
    if (reply.status !== 200) this.#refuse(reply, 'POST /payments/callback', '', new Set([400, ...REFUSALS]));
  }

  async #read<T>(path: string, schema: Schema<T>, { signal }: CallOptions = {}): Promise<T> {
    const call = { method: 'GET', path, timeout: this.#readTimeout, retries: READ_RETRIES, signal } as const;
    const reply = await this.#http.call(call);
    const where = `GET ${path}`;
    if (REFUSALS.has(reply.status)) throw this.#refusal(reply, where, '');
    if (reply.status !== 200) {
      throw new KvitError('network', `${where}: the gateway answered ${reply.status}`, {
        status: reply.status,
      });
    }
    const parsed = schema.safeParse(reply.body);
    if (parsed.success) return parsed.data;
    throw new KvitError('bad_answer', `${where}: the answer is not what the API documents`, { status: 200 });
  }

  async #write<T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    schema: Schema<T>,
    { signal, body, hidden = '' }: { signal?: AbortSignal | undefined; body?: string; hidden?: string } = {},
  ): Promise<T> {
    const where = `${method} ${path}`;
    const reply = await this.#send(method, path, { signal, body });
    if (reply.status !== 200 && reply.status !== 201) this.#refuse(reply, where, hidden);
    const parsed = schema.safeParse(reply.body);
    if (parsed.success) return parsed.data;
    throw unknownOutcome(where, { status: reply.status });
  }

  async #send(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    { signal, body }: { signal?: AbortSignal | undefined; body?: string | undefined },
  ): Promise<GatewayReply> {
    const call = { method, path, timeout: this.#writeTimeout, retries: 0, signal };
    try {
      return await this.#http.call(body === undefined ? call : { ...call, body });
    } catch (cause) {
      throw unknownOutcome(`${method} ${path}`, { cause });
    }
  }

  #refuse(reply: GatewayReply, where: string, hidden: string, refusals = REFUSALS): never {
    if (refusals.has(reply.status)) throw this.#refusal(reply, where, hidden);
    throw unknownOutcome(where, { status: reply.status });
  }

  #refusal({ status, body }: GatewayReply, where: string, hidden: string): KvitError {
    const hide = (text: string) => this.#redact(hidden === '' ? text : text.replaceAll(hidden, '[hidden]'));
    const { message, errors } = readProblem(body, status);
    const shown: readonly FieldError[] = errors.map((error) => ({
      field: hide(error.field),
      message: hide(error.message),
    }));
    return new KvitError('gateway_refused', `${where}: ${hide(message)}`, { status, errors: shown });
  }
}

function checkId(id: number): number {
  if (!Number.isSafeInteger(id) || id <= 0) throw new TypeError('the id must be a positive integer');
  return id;
}

function unknownOutcome(where: string, options: { cause?: unknown; status?: number } = {}): KvitError {
  return new KvitError('gateway_unknown', `${where}: nobody knows whether it happened`, options);
}
