import { toClaim } from '../../domain/order/claim.ts';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { LineRules } from '../../domain/order/line.ts';
import { readOrder, type Order, type OrderInput } from '../../domain/order/order.ts';
import { Created, PaymentAnswer, type Payment } from '../../domain/contract/wire.ts';
import { fetchBalances, type ShopBalance } from './balances.ts';
import { writeBody } from './fields/request-body.ts';
import { CallbackRequest, PaymentExtras } from './payment-requests.ts';
import { checkId, ApiClient, REFUSALS, unknownOutcome, type CallOptions } from './transport/api-client.ts';
import { HttpClient } from './transport/http-client.ts';
import { readGatewayId } from './fields/gateway-id.ts';
import { readRequest } from './fields/field-errors.ts';
import {
  CallbackAccepted,
  Done,
  GatewayReceipts,
  ListedPayments,
  Subscriptions,
  type GatewayReceipt,
  type GatewaySubscription,
} from './payment-answers.ts';
import { GatewayPayouts, type Payouts } from './payouts/payouts.ts';
import { redaction } from '../runtime/redaction.ts';
import { sign } from './sign.ts';
import { readUrlPayOptions, type UrlPayOptions, type UrlPaySettings } from './url-pay-options.ts';

/** Options of `createPayment`. */
export interface CreatePaymentOptions extends CallOptions {
  /** the payment's uuid, which must never be used twice; the order's uuid unless given */
  uuid?: string | undefined;
  /** the address that the buyer returns to after paying: `website_url` */
  websiteUrl?: string | undefined;
  /** language of the payment page, e.g. `ru` */
  language?: string | undefined;
}

/** The answer to `POST /v2/payments`: the gateway's id, and the address of the payment page, whose host is not checked yet. */
export interface CreatedPayment {
  readonly id: number;
  readonly paymentUrl: string;
}

/** Options of `getBalances`. */
export interface BalanceOptions extends CallOptions {
  /** the client's own shop unless given */
  shopId?: number | undefined;
}

/**
 * A typed client of UrlPay's 22 operations. Every method takes a `signal`. Writes are sent once; reads are repeated when the
 * gateway is silent or busy.
 *
 * @throws {KvitError} from every method. `gateway_refused`: a definite no (401, 403, 404, 422), with `status` and `errors`.
 *   `bad_order` or `refused` without a `status`: a rule is broken and nothing was sent. `gateway_unknown`: the outcome of a
 *   write is unknown. `network`: no usable answer came; `retryAfter` is the gateway's `Retry-After` in ms. `bad_answer`: the
 *   answer to a read is not as the API documents it.
 * @throws {TypeError} for an id that is not a positive integer
 */
export interface UrlPay {
  /** `POST /v2/payments` */
  createPayment(order: Order | OrderInput, options?: CreatePaymentOptions): Promise<CreatedPayment>;
  /** `GET /v2/payments`; the API documents neither pages nor filters, so a missing payment may still exist */
  listPayments(options?: CallOptions): Promise<readonly Payment[]>;
  /** `GET /v2/payments/{id}` */
  getPayment(id: number, options?: CallOptions): Promise<Payment>;
  /** `PUT /v2/payments/{id}/hold`: captures the held money */
  captureHold(id: number, options?: CallOptions): Promise<void>;
  /** `DELETE /v2/payments/{id}/hold`: releases the held money */
  cancelHold(id: number, options?: CallOptions): Promise<void>;
  /** `PUT /v2/payments/{id}/refund` */
  refund(id: number, options?: CallOptions): Promise<void>;
  /** `GET /v2/payments/{id}/receipt`; empty until there is a receipt, when the gateway answers 404 */
  getReceipt(id: number, options?: CallOptions): Promise<readonly GatewayReceipt[]>;
  /** `GET /v2/subscribes` */
  listSubscriptions(options?: CallOptions): Promise<readonly GatewaySubscription[]>;
  /** `DELETE /v2/subscribes/{id}` */
  cancelSubscription(id: number, options?: CallOptions): Promise<void>;
  /** `POST /payments/callback`: asks the gateway to call the shop's callback address; here 400 is a definite no too */
  requestCallback(callback: CallbackRequest, options?: CallOptions): Promise<void>;
  /** `GET /v2/shops/{shopId}/balances` */
  getBalances(options?: BalanceOptions): Promise<readonly ShopBalance[]>;
  /** the eleven operations of `/v2/card-payouts` */
  readonly payouts: Payouts;
}

/** The lists have no pages, so they grow with every payment and subscription. This is enough for several hundred thousand. */
const MAX_LIST_BYTES = 64 * 2 ** 20;
const CALLBACK_REFUSALS: ReadonlySet<number> = new Set([400, ...REFUSALS]);

/**
 * Creates a client of UrlPay's API.
 *
 * @throws {TypeError} naming the option that is unknown, missing or wrong; it quotes no value
 */
export function createUrlPay(options: UrlPayOptions): UrlPay {
  return new UrlPayClient(readUrlPayOptions(options));
}

class UrlPayClient implements UrlPay {
  readonly payouts: Payouts;
  readonly #api: ApiClient;
  readonly #shopId: number;
  readonly #secret: string;
  readonly #rules: LineRules;

  constructor({ apiKey, shopId, secret, baseUrl, timeouts, readTries, rules, world }: UrlPaySettings) {
    const redact = redaction([apiKey, secret]);
    const http = new HttpClient(baseUrl, apiKey, world, redact);
    this.#secret = secret;
    this.#shopId = shopId;
    this.#rules = rules;
    this.#api = new ApiClient(http, redact, { write: timeouts.create, read: timeouts.read, readTries });
    this.payouts = new GatewayPayouts(this.#api, shopId);
  }

  async createPayment(
    order: Order | OrderInput,
    options: CreatePaymentOptions = {},
  ): Promise<CreatedPayment> {
    const where = 'POST /v2/payments';
    const checked = isChecked(order) ? order : readOrder(order, this.#rules);
    const { signal, ...extras } = options;
    const { uuid = checked.uuid, websiteUrl, language } = readRequest(PaymentExtras, extras, where);
    const claim = toClaim(checked, { shopId: this.#shopId, websiteUrl, language });
    const signature = await sign(claim.currency, claim.amount, this.#shopId, this.#secret);
    const body = JSON.stringify({ ...claim, uuid, sign: signature });
    const call = { body, signal, hidden: [signature] };
    const created = await this.#api.write('POST', '/v2/payments', Created, call);
    const id = readGatewayId(created.id);
    if (id === null || created.paymentUrl === '') throw unknownOutcome(where, { status: 201 });
    return { id, paymentUrl: created.paymentUrl };
  }

  async listPayments({ signal }: CallOptions = {}): Promise<readonly Payment[]> {
    return this.#api.read('/v2/payments', ListedPayments, { signal, maxBytes: MAX_LIST_BYTES });
  }

  async getPayment(id: number, options?: CallOptions): Promise<Payment> {
    const { payment } = await this.#api.read(`/v2/payments/${checkId(id)}`, PaymentAnswer, options);
    if (payment.id !== undefined && payment.id !== null && readGatewayId(payment.id) !== id) {
      throw new KvitError('bad_answer', `GET /v2/payments/${id}: the answer is about another payment`);
    }
    return payment;
  }

  async captureHold(id: number, options?: CallOptions): Promise<void> {
    await this.#api.write('PUT', `/v2/payments/${checkId(id)}/hold`, Done, options);
  }

  async cancelHold(id: number, options?: CallOptions): Promise<void> {
    await this.#api.write('DELETE', `/v2/payments/${checkId(id)}/hold`, Done, options);
  }

  async refund(id: number, options?: CallOptions): Promise<void> {
    await this.#api.write('PUT', `/v2/payments/${checkId(id)}/refund`, Done, options);
  }

  async getReceipt(id: number, options?: CallOptions): Promise<readonly GatewayReceipt[]> {
    try {
      return (await this.#api.read(`/v2/payments/${checkId(id)}/receipt`, GatewayReceipts, options)).items;
    } catch (error) {
      if (error instanceof KvitError && error.status === 404) return [];
      throw error;
    }
  }

  async listSubscriptions(options: CallOptions = {}): Promise<readonly GatewaySubscription[]> {
    const { signal } = options;
    const read = { signal, maxBytes: MAX_LIST_BYTES };
    return (await this.#api.read('/v2/subscribes', Subscriptions, read)).items;
  }

  async cancelSubscription(id: number, options?: CallOptions): Promise<void> {
    await this.#api.write('DELETE', `/v2/subscribes/${checkId(id)}`, Done, options);
  }

  async requestCallback(callback: CallbackRequest, { signal }: CallOptions = {}): Promise<void> {
    const path = '/payments/callback';
    const body = writeBody(readRequest(CallbackRequest, callback, `POST ${path}`));
    await this.#api.write('POST', path, CallbackAccepted, { body, signal, refusals: CALLBACK_REFUSALS });
  }

  async getBalances({ shopId = this.#shopId, signal }: BalanceOptions = {}): Promise<readonly ShopBalance[]> {
    return fetchBalances(this.#api, shopId, { signal });
  }
}

const isChecked = (order: Order | OrderInput): order is Order =>
  typeof order === 'object' && order !== null && 'lines' in order;
