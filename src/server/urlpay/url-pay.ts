import { toClaim } from '../../domain/order/claim.ts';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { LineRules } from '../../domain/order/line.ts';
import { readOrder, type Order, type OrderInput } from '../../domain/order/order.ts';
import { vatTable, type VatRate } from '../../domain/codes/vat.ts';
import { Created, PaymentAnswer, type Payment } from '../../domain/contract/wire.ts';
import { fetchBalances, type Balance } from './balances.ts';
import { writeBody } from './fields/request-body.ts';
import { CallbackRequest, PaymentExtras } from './payment-requests.ts';
import {
  checkId,
  GatewayCalls,
  REFUSALS,
  unknownOutcome,
  type CallOptions,
} from './transport/gateway-calls.ts';
import { GatewayHttp } from './transport/gateway-http.ts';
import { readGatewayId } from './fields/gateway-id.ts';
import { readRequest } from './fields/field-errors.ts';
import {
  Asked,
  Done,
  GatewayReceipts,
  ListedPayments,
  Subscriptions,
  type GatewayReceipt,
  type Subscription,
} from './payment-answers.ts';
import { refuseUnknown, type OptionNames } from '../runtime/option-names.ts';
import { GatewayPayouts, type Payouts } from './payouts/payouts.ts';
import { redaction } from '../runtime/redaction.ts';
import { sign } from './sign.ts';
import { readGateway, readKey, readSecret, readShopId } from '../runtime/option-readers.ts';
import { world, type World } from '../runtime/world.ts';

export interface UrlPayOptions extends Partial<World> {
  /** the bearer token from the gateway's cabinet */
  apiKey: string;
  shopId: number;
  /** the word that goes into `sign`; not the API key */
  secret: string;
  /** `https://urlpay.io/api` unless given */
  baseUrl?: string;
  /** ms; 10 000 for writes, 5 000 for a read with all its tries */
  timeouts?: { create?: number; read?: number };
  /** how often a read is tried at most, 1 to 10; 3 unless given. Writes are sent once, always */
  readTries?: number;
  /** the merchant's own VAT codes, for orders that are not checked yet */
  vatRates?: readonly VatRate[];
}

export interface CreateOptions extends CallOptions {
  /** the attempt's own uuid, never used twice; the order's unless given */
  uuid?: string | undefined;
  /** where the gateway sends the buyer after paying */
  websiteUrl?: string | undefined;
  /** of the payment page, e.g. `ru` */
  language?: string | undefined;
}

/** What a successful create gave: the gateway's integer id and an address nobody has checked yet. */
export interface CreatedPayment {
  readonly id: number;
  readonly paymentUrl: string;
}

export interface BalanceOptions extends CallOptions {
  /** the client's own unless given */
  shopId?: number | undefined;
}

/**
 * A typed client of UrlPay's 22 operations.
 *
 * Every method takes a `signal` and throws a {@link KvitError}: `gateway_refused` for a definite no (401, 403, 404, 422) with
 * `status` and `errors`; `bad_order` or `refused` without a `status` when a rule is broken and nothing was sent. Writes are
 * never repeated and throw `gateway_unknown` when nobody knows whether they happened. Reads are tried again when the gateway
 * is silent or busy, and throw `network` when no usable answer came (`retryAfter` says in ms what the gateway asked for) and
 * `bad_answer` when it is not what the API documents. An id that is no positive integer is a `TypeError`.
 */
export interface UrlPay {
  /** `POST /v2/payments` */
  createPayment(order: Order | OrderInput, options?: CreateOptions): Promise<CreatedPayment>;
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
  getReceipt(id: number, options?: CallOptions): Promise<readonly GatewayReceipt[]>;
  /** `GET /v2/subscribes` */
  listSubscriptions(options?: CallOptions): Promise<readonly Subscription[]>;
  /** `DELETE /v2/subscribes/{id}` */
  cancelSubscription(id: number, options?: CallOptions): Promise<void>;
  /** `POST /payments/callback`: asks the gateway to call the shop's callback address; 400 is a definite no as well */
  requestCallback(callback: CallbackRequest, options?: CallOptions): Promise<void>;
  /** `GET /v2/shops/{shopId}/balances` */
  getBalances(options?: BalanceOptions): Promise<readonly Balance[]>;
  /** the eleven operations of `/v2/card-payouts` */
  readonly payouts: Payouts;
}

const NAMES: OptionNames<UrlPayOptions> = {
  apiKey: true,
  shopId: true,
  secret: true,
  baseUrl: true,
  timeouts: true,
  readTries: true,
  vatRates: true,
  fetch: true,
  now: true,
  sleep: true,
  random: true,
};

const READ_TRIES = 3;
/** The lists have no pages, so they grow with every payment and subscription of the shop: this is some hundred thousand. */
const MAX_LIST_BYTES = 64 * 2 ** 20;
const CALLBACK_REFUSALS: ReadonlySet<number> = new Set([400, ...REFUSALS]);

/** A client of the gateway at `baseUrl`. @throws {TypeError} naming the option that is wrong */
export function createUrlPay(options: UrlPayOptions): UrlPay {
  refuseUnknown(options, NAMES, 'createUrlPay');
  return new UrlPayClient(options);
}

class UrlPayClient implements UrlPay {
  readonly payouts: Payouts;
  readonly #calls: GatewayCalls;
  readonly #shopId: number;
  readonly #secret: string;
  readonly #rules: LineRules;

  constructor(options: UrlPayOptions) {
    this.#secret = readSecret(options.secret, 'secret');
    this.#shopId = readShopId(options.shopId);
    this.#rules = { vat: vatTable(options.vatRates), register: 'createUrlPay({vatRates})' };
    this.#calls = connect(options);
    this.payouts = new GatewayPayouts(this.#calls, this.#shopId);
  }

  async createPayment(order: Order | OrderInput, options: CreateOptions = {}): Promise<CreatedPayment> {
    const where = 'POST /v2/payments';
    const checked = isChecked(order) ? order : readOrder(order, this.#rules);
    const { signal, ...extras } = options;
    const { uuid = checked.uuid, websiteUrl, language } = readRequest(PaymentExtras, extras, where);
    const claim = toClaim(checked, { shopId: this.#shopId, websiteUrl, language });
    const signature = await sign(claim.currency, claim.amount, this.#shopId, this.#secret);
    const body = JSON.stringify({ ...claim, uuid, sign: signature });
    const call = { body, signal, hidden: [signature] };
    const created = await this.#calls.write('POST', '/v2/payments', Created, call);
    const id = readGatewayId(created.id);
    if (id === null || created.paymentUrl === '') throw unknownOutcome(where, { status: 201 });
    return { id, paymentUrl: created.paymentUrl };
  }

  async listPayments({ signal }: CallOptions = {}): Promise<readonly Payment[]> {
    return this.#calls.read('/v2/payments', ListedPayments, { signal, mostBytes: MAX_LIST_BYTES });
  }

  async getPayment(id: number, options?: CallOptions): Promise<Payment> {
    const { payment } = await this.#calls.read(`/v2/payments/${checkId(id)}`, PaymentAnswer, options);
    if (payment.id !== undefined && payment.id !== null && readGatewayId(payment.id) !== id) {
      throw new KvitError('bad_answer', `GET /v2/payments/${id}: the answer is about another payment`);
    }
    return payment;
  }

  async captureHold(id: number, options?: CallOptions): Promise<void> {
    await this.#calls.write('PUT', `/v2/payments/${checkId(id)}/hold`, Done, options);
  }

  async cancelHold(id: number, options?: CallOptions): Promise<void> {
    await this.#calls.write('DELETE', `/v2/payments/${checkId(id)}/hold`, Done, options);
  }

  async refund(id: number, options?: CallOptions): Promise<void> {
    await this.#calls.write('PUT', `/v2/payments/${checkId(id)}/refund`, Done, options);
  }

  async getReceipt(id: number, options?: CallOptions): Promise<readonly GatewayReceipt[]> {
    try {
      return (await this.#calls.read(`/v2/payments/${checkId(id)}/receipt`, GatewayReceipts, options)).items;
    } catch (error) {
      if (error instanceof KvitError && error.status === 404) return [];
      throw error;
    }
  }

  async listSubscriptions(options: CallOptions = {}): Promise<readonly Subscription[]> {
    const { signal } = options;
    const read = { signal, mostBytes: MAX_LIST_BYTES };
    return (await this.#calls.read('/v2/subscribes', Subscriptions, read)).items;
  }

  async cancelSubscription(id: number, options?: CallOptions): Promise<void> {
    await this.#calls.write('DELETE', `/v2/subscribes/${checkId(id)}`, Done, options);
  }

  async requestCallback(callback: CallbackRequest, { signal }: CallOptions = {}): Promise<void> {
    const path = '/payments/callback';
    const body = writeBody(readRequest(CallbackRequest, callback, `POST ${path}`));
    await this.#calls.write('POST', path, Asked, { body, signal, refusals: CALLBACK_REFUSALS });
  }

  async getBalances({ shopId = this.#shopId, signal }: BalanceOptions = {}): Promise<readonly Balance[]> {
    return fetchBalances(this.#calls, shopId, { signal });
  }
}

function connect(options: UrlPayOptions): GatewayCalls {
  const { timeouts = {}, readTries = READ_TRIES } = options;
  const { create = 10_000, read = 5_000 } = timeouts;
  const apiKey = readKey(options.apiKey, 'apiKey');
  const redact = redaction([apiKey, readSecret(options.secret, 'secret')]);
  if (!(create > 0)) throw new TypeError('timeouts.create must be a positive number of milliseconds');
  if (!(read > 0)) throw new TypeError('timeouts.read must be a positive number of milliseconds');
  if (!Number.isInteger(readTries) || readTries < 1 || readTries > 10)
    throw new TypeError('readTries must be a whole number from 1 to 10');
  const http = new GatewayHttp(readGateway(options.baseUrl, 'baseUrl').base, apiKey, world(options), redact);
  return new GatewayCalls(http, redact, { write: create, read, readTries });
}

const isChecked = (order: Order | OrderInput): order is Order =>
  typeof order === 'object' && order !== null && 'lines' in order;
