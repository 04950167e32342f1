import { KvitError } from '../../../domain/errors/kvit-error.ts';
import { writeBody, writeBulk, writeQuery } from '../fields/request-body.ts';
import { checkId, unknownOutcome, type CallOptions, type ApiClient } from '../transport/api-client.ts';
import { readRequest } from '../fields/field-errors.ts';
import {
  BulkPayoutRequest,
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
  type PayoutPagination,
  type PayoutStatistics,
} from './payout-answers.ts';

/** One page of payouts; `pagination` is `null` if the gateway gives none. */
export interface PayoutPage {
  readonly payouts: readonly CardPayout[];
  readonly pagination: PayoutPagination | null;
}

/** The API's words with their names, e.g. `{ card: 'На карту' }`. */
export type PayoutDictionary = Readonly<Record<string, string>>;

/** Options of `payouts.cancel`. */
export interface CancelPayoutOptions extends CallOptions {
  /** the reason, which the gateway stores with the payout */
  reason?: string | undefined;
}

/** Options of `payouts.getByExternalId`. */
export interface ExternalIdOptions extends CallOptions {
  /** only payouts of this shop */
  shop_id?: number | undefined;
}

/**
 * Payouts to cards and accounts: the eleven operations of `/v2/card-payouts`. Money is in kopecks; fields have the API's names.
 *
 * @throws {KvitError} from every method. `refused` without a `status`: a field breaks a rule and nothing was sent.
 *   `gateway_refused`: a definite no (401, 403, 404, 422). Both have `errors`. `gateway_unknown`: the outcome of a write is
 *   unknown; look the payout up by its `external_id` before you send it again. `network`: a read got no usable answer.
 *   `bad_answer`: the answer to a read is not as the API documents it.
 * @throws {TypeError} for an id that is not a positive integer
 */
export interface Payouts {
  /** `GET /v2/card-payouts`: one page */
  list(filter?: PayoutFilter, options?: CallOptions): Promise<PayoutPage>;
  /** `POST /v2/card-payouts`; pass an `external_id`, since an unknown outcome can be looked up only by it */
  create(payout: PayoutRequest, options?: CallOptions): Promise<CardPayout>;
  /** `POST /v2/card-payouts/bulk`; the gateway may create fewer payouts than requested, so compare */
  createMany(bulk: BulkPayoutRequest, options?: CallOptions): Promise<CreatedPayouts>;
  /** `GET /v2/card-payouts/statistics` */
  getStatistics(filter?: StatisticsFilter, options?: CallOptions): Promise<PayoutStatistics>;
  /** `GET /v2/card-payouts/currencies` */
  listCurrencies(options?: CallOptions): Promise<PayoutDictionary>;
  /** `GET /v2/card-payouts/types` */
  listTypes(options?: CallOptions): Promise<PayoutDictionary>;
  /** `GET /v2/card-payouts/statuses` */
  listStatuses(options?: CallOptions): Promise<PayoutDictionary>;
  /** `GET /v2/card-payouts/external/{external_id}` */
  getByExternalId(externalId: string, options?: ExternalIdOptions): Promise<CardPayout>;
  /** `GET /v2/card-payouts/{id}` */
  get(id: number, options?: CallOptions): Promise<CardPayout>;
  /** `PUT /v2/card-payouts/{id}`: only while it is pending */
  update(id: number, change: PayoutUpdate, options?: CallOptions): Promise<CardPayout>;
  /** `POST /v2/card-payouts/{id}/cancel`: only while it is pending or processing */
  cancel(id: number, options?: CancelPayoutOptions): Promise<CardPayout>;
}

const PATH = '/v2/card-payouts';

/** Fields that the gateway may echo and no log may hold. */
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
  readonly #api: ApiClient;
  readonly #shopId: number;

  /** @param shopId the shop that pays if a request names none */
  constructor(api: ApiClient, shopId: number) {
    this.#api = api;
    this.#shopId = shopId;
  }

  async list(filter: PayoutFilter = {}, options?: CallOptions): Promise<PayoutPage> {
    const query = writeQuery(readRequest(PayoutFilter, filter, `GET ${PATH}`));
    const { data, pagination } = await this.#api.read(PATH + query, PayoutsAnswer, options);
    return { payouts: data, pagination: pagination ?? null };
  }

  async create(payout: PayoutRequest, { signal }: CallOptions = {}): Promise<CardPayout> {
    const where = `POST ${PATH}`;
    const { shop_id = this.#shopId, ...request } = readRequest(PayoutRequest, payout, where);
    const body = writeBody({ shop_id, ...request });
    const options = { body, signal, hidden: hiddenOf(request) };
    const { data } = await this.#api.write('POST', PATH, PayoutAnswer, options);
    if (isForeign(data.external_id, request.external_id)) throw unknownOutcome(where, { status: 201 });
    return data;
  }

  async createMany(bulk: BulkPayoutRequest, { signal }: CallOptions = {}): Promise<CreatedPayouts> {
    const path = `${PATH}/bulk`;
    const { shop_id = this.#shopId, payouts } = readRequest(BulkPayoutRequest, bulk, `POST ${path}`);
    const body = writeBulk(shop_id, payouts);
    const options = { body, signal, hidden: payouts.flatMap(hiddenOf) };
    return (await this.#api.write('POST', path, BulkAnswer, options)).data;
  }

  async getStatistics(filter: StatisticsFilter = {}, options?: CallOptions): Promise<PayoutStatistics> {
    const path = `${PATH}/statistics`;
    const query = writeQuery(readRequest(StatisticsFilter, filter, `GET ${path}`));
    return (await this.#api.read(path + query, StatisticsAnswer, options)).data;
  }

  async listCurrencies(options?: CallOptions): Promise<PayoutDictionary> {
    return (await this.#api.read(`${PATH}/currencies`, DictionaryAnswer, options)).data;
  }

  async listTypes(options?: CallOptions): Promise<PayoutDictionary> {
    return (await this.#api.read(`${PATH}/types`, DictionaryAnswer, options)).data;
  }

  async listStatuses(options?: CallOptions): Promise<PayoutDictionary> {
    return (await this.#api.read(`${PATH}/statuses`, DictionaryAnswer, options)).data;
  }

  async getByExternalId(
    externalId: string,
    { shop_id, signal }: ExternalIdOptions = {},
  ): Promise<CardPayout> {
    const where = `GET ${PATH}/external/{external_id}`;
    const asked = readRequest(ExternalRequest, { external_id: externalId, shop_id }, where);
    const path = `${PATH}/external/${encodeURIComponent(asked.external_id)}`;
    const { data } = await this.#api.read(path + writeQuery({ shop_id: asked.shop_id }), PayoutAnswer, {
      signal,
    });
    if (isForeign(data.external_id, asked.external_id)) throw aboutAnother(where);
    return data;
  }

  async get(id: number, options?: CallOptions): Promise<CardPayout> {
    const path = `${PATH}/${checkId(id)}`;
    const { data } = await this.#api.read(path, PayoutAnswer, options);
    if (data.id !== id) throw aboutAnother(`GET ${path}`);
    return data;
  }

  async update(id: number, change: PayoutUpdate, { signal }: CallOptions = {}): Promise<CardPayout> {
    const path = `${PATH}/${checkId(id)}`;
    const fields = readRequest(PayoutUpdate, change, `PUT ${path}`);
    const options = { body: writeBody(fields), signal, hidden: hiddenOf(fields) };
    return this.#written('PUT', path, id, options);
  }

  async cancel(id: number, { reason, signal }: CancelPayoutOptions = {}): Promise<CardPayout> {
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
    const { data } = await this.#api.write(method, path, PayoutAnswer, options);
    if (data.id !== id) throw unknownOutcome(`${method} ${path}`, { status: 200 });
    return data;
  }
}

const isForeign = (found: string | null, asked: string | undefined): boolean =>
  found !== null && asked !== undefined && found !== asked;

const aboutAnother = (where: string): KvitError =>
  new KvitError('bad_answer', `${where}: the answer is about another payout`, { status: 200 });
