import { KvitError } from '../../../domain/errors/kvit-error.ts';
import { writeBody, writeBulk, writeQuery } from '../fields/request-body.ts';
import { checkId, unknownOutcome, type CallOptions, type GatewayCalls } from '../transport/gateway-calls.ts';
import { readRequest } from '../fields/field-errors.ts';
import {
  BulkRequest,
  Cancellation,
  ExternalRequest,
  PayoutFilter,
  PayoutRequest,
  PayoutUpdate,
  StatisticsFilter,
} from './payout-requests.ts';
import {
  BulkAnswer,
  DictionaryAnswer,
  PayoutAnswer,
  PayoutsAnswer,
  StatisticsAnswer,
  type CardPayout,
  type CreatedPayouts,
  type Pagination,
  type PayoutStatistics,
} from './payout-answers.ts';

/** One page of payouts; `pagination` is `null` where the gateway gave none. */
export interface PayoutPage {
  readonly payouts: readonly CardPayout[];
  readonly pagination: Pagination | null;
}

/** Words of the API with their names, e.g. `{ card: 'На карту' }`. */
export type Dictionary = Readonly<Record<string, string>>;

export interface CancelOptions extends CallOptions {
  /** why, for the record */
  reason?: string | undefined;
}

export interface ExternalOptions extends CallOptions {
  /** only payouts of this shop */
  shop_id?: number | undefined;
}

/**
 * Payouts to cards and accounts. Money is in kopecks, names are the API's own.
 *
 * Every method throws a {@link KvitError}: `refused` without a `status` when a field breaks a rule and nothing was sent,
 * `gateway_refused` for a definite no (401, 403, 404, 422), both with `errors`; writes throw `gateway_unknown` when nobody
 * knows whether they happened: look the payout up by its `external_id` before you send it again. Reads throw `network` when
 * no usable answer came and `bad_answer` when it is not what the API documents. An id that is no positive integer is a
 * `TypeError`.
 */
export interface Payouts {
  /** `GET /v2/card-payouts`, one page of it */
  list(filter?: PayoutFilter, options?: CallOptions): Promise<PayoutPage>;
  /** `POST /v2/card-payouts`; give an `external_id`, or an unknown outcome cannot be looked up */
  create(payout: PayoutRequest, options?: CallOptions): Promise<CardPayout>;
  /** `POST /v2/card-payouts/bulk`; compare what was created with what was asked for */
  createMany(bulk: BulkRequest, options?: CallOptions): Promise<CreatedPayouts>;
  /** `GET /v2/card-payouts/statistics` */
  getStatistics(filter?: StatisticsFilter, options?: CallOptions): Promise<PayoutStatistics>;
  /** `GET /v2/card-payouts/currencies` */
  listCurrencies(options?: CallOptions): Promise<Dictionary>;
  /** `GET /v2/card-payouts/types` */
  listTypes(options?: CallOptions): Promise<Dictionary>;
  /** `GET /v2/card-payouts/statuses` */
  listStatuses(options?: CallOptions): Promise<Dictionary>;
  /** `GET /v2/card-payouts/external/{external_id}` */
  getByExternalId(externalId: string, options?: ExternalOptions): Promise<CardPayout>;
  /** `GET /v2/card-payouts/{id}` */
  get(id: number, options?: CallOptions): Promise<CardPayout>;
  /** `PUT /v2/card-payouts/{id}`: only while it is pending */
  update(id: number, change: PayoutUpdate, options?: CallOptions): Promise<CardPayout>;
  /** `POST /v2/card-payouts/{id}/cancel`: only while it is pending or processing */
  cancel(id: number, options?: CancelOptions): Promise<CardPayout>;
}

const PATH = '/v2/card-payouts';

/** What the gateway may echo and nobody may log. */
type Recipient = Pick<
  PayoutUpdate,
  'recipient_card_number' | 'recipient_account_number' | 'recipient_phone' | 'recipient_name'
>;
const hiddenOf = (recipient: Recipient): string[] =>
  [
    recipient.recipient_card_number,
    recipient.recipient_account_number,
    recipient.recipient_phone,
    recipient.recipient_name,
  ].filter((text) => text !== undefined);

export class GatewayPayouts implements Payouts {
  readonly #calls: GatewayCalls;
  readonly #shopId: number;

  /** @param shopId the shop that pays, where a request names none */
  constructor(calls: GatewayCalls, shopId: number) {
    this.#calls = calls;
    this.#shopId = shopId;
  }

  async list(filter: PayoutFilter = {}, options?: CallOptions): Promise<PayoutPage> {
    const query = writeQuery(readRequest(PayoutFilter, filter, `GET ${PATH}`));
    const { data, pagination } = await this.#calls.read(PATH + query, PayoutsAnswer, options);
    return { payouts: data, pagination: pagination ?? null };
  }

  async create(payout: PayoutRequest, { signal }: CallOptions = {}): Promise<CardPayout> {
    const where = `POST ${PATH}`;
    const { shop_id = this.#shopId, ...request } = readRequest(PayoutRequest, payout, where);
    const body = writeBody({ shop_id, ...request });
    const options = { body, signal, hidden: hiddenOf(request) };
    const { data } = await this.#calls.write('POST', PATH, PayoutAnswer, options);
    if (isForeign(data.external_id, request.external_id)) throw unknownOutcome(where, { status: 201 });
    return data;
  }

  async createMany(bulk: BulkRequest, { signal }: CallOptions = {}): Promise<CreatedPayouts> {
    const path = `${PATH}/bulk`;
    const { shop_id = this.#shopId, payouts } = readRequest(BulkRequest, bulk, `POST ${path}`);
    const body = writeBulk(shop_id, payouts);
    const options = { body, signal, hidden: payouts.flatMap(hiddenOf) };
    return (await this.#calls.write('POST', path, BulkAnswer, options)).data;
  }

  async getStatistics(filter: StatisticsFilter = {}, options?: CallOptions): Promise<PayoutStatistics> {
    const path = `${PATH}/statistics`;
    const query = writeQuery(readRequest(StatisticsFilter, filter, `GET ${path}`));
    return (await this.#calls.read(path + query, StatisticsAnswer, options)).data;
  }

  async listCurrencies(options?: CallOptions): Promise<Dictionary> {
    return (await this.#calls.read(`${PATH}/currencies`, DictionaryAnswer, options)).data;
  }

  async listTypes(options?: CallOptions): Promise<Dictionary> {
    return (await this.#calls.read(`${PATH}/types`, DictionaryAnswer, options)).data;
  }

  async listStatuses(options?: CallOptions): Promise<Dictionary> {
    return (await this.#calls.read(`${PATH}/statuses`, DictionaryAnswer, options)).data;
  }

  async getByExternalId(externalId: string, { shop_id, signal }: ExternalOptions = {}): Promise<CardPayout> {
    const where = `GET ${PATH}/external/{external_id}`;
    const asked = readRequest(ExternalRequest, { external_id: externalId, shop_id }, where);
    const path = `${PATH}/external/${encodeURIComponent(asked.external_id)}`;
    const { data } = await this.#calls.read(path + writeQuery({ shop_id: asked.shop_id }), PayoutAnswer, {
      signal,
    });
    if (isForeign(data.external_id, asked.external_id)) throw aboutAnother(where);
    return data;
  }

  async get(id: number, options?: CallOptions): Promise<CardPayout> {
    const path = `${PATH}/${checkId(id)}`;
    const { data } = await this.#calls.read(path, PayoutAnswer, options);
    if (data.id !== id) throw aboutAnother(`GET ${path}`);
    return data;
  }

  async update(id: number, change: PayoutUpdate, { signal }: CallOptions = {}): Promise<CardPayout> {
    const path = `${PATH}/${checkId(id)}`;
    const fields = readRequest(PayoutUpdate, change, `PUT ${path}`);
    const options = { body: writeBody(fields), signal, hidden: hiddenOf(fields) };
    return this.#written('PUT', path, id, options);
  }

  async cancel(id: number, { reason, signal }: CancelOptions = {}): Promise<CardPayout> {
    const path = `${PATH}/${checkId(id)}/cancel`;
    const body = writeBody(readRequest(Cancellation, { reason }, `POST ${path}`));
    return this.#written('POST', path, id, { body, signal });
  }

  async #written(
    method: 'POST' | 'PUT',
    path: string,
    id: number,
    options: CallOptions & { body: string; hidden?: readonly string[] },
  ): Promise<CardPayout> {
    const { data } = await this.#calls.write(method, path, PayoutAnswer, options);
    if (data.id !== id) throw unknownOutcome(`${method} ${path}`, { status: 200 });
    return data;
  }
}

const isForeign = (found: string | null, asked: string | undefined): boolean =>
  found !== null && asked !== undefined && found !== asked;

const aboutAnother = (where: string): KvitError =>
  new KvitError('bad_answer', `${where}: the answer is about another payout`, { status: 200 });
