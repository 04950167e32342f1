import { ApiError } from '../responses/api-error.ts';
import { parseBody } from '../requests/json-body.ts';
import type { JsonValue } from '../values/json-text.ts';
import type { Operation } from '../scenario/operation.ts';
import type { Payout } from '../payouts/payout.ts';
import { parseQuery, type PayoutParameter } from '../payouts/payout-query.ts';
import { parseBulk, parseCancellation, parsePayout, parseUpdate } from '../payouts/payout-request.ts';
import { payoutStatistics } from '../payouts/payout-statistics.ts';
import { PAYOUT_CURRENCIES, PAYOUT_STATUSES, PAYOUT_TYPES } from '../payouts/payout-codes.ts';
import type { Payouts } from '../payouts/payouts.ts';
import { type Answer, type Call, refuseWithErrors, route, type Route } from './route.ts';
import type { ScriptRun } from '../scenario/script-run.ts';

const PERIOD: readonly PayoutParameter[] = ['shop_id', 'date_from', 'date_to'];
const FILTERS: readonly PayoutParameter[] = [
  ...PERIOD,
  'status',
  'currency',
  'payout_type',
  'per_page',
  'page',
  'search',
];

const SHOP_REASONS = { 403: 'Выплаты для магазина отключены', 404: 'Магазин не найден' };
const REASONS: Readonly<Partial<Record<Operation, Route['reasons']>>> = {
  balances: { 403: 'Магазин не найден или не принадлежит текущему пользователю' },
  payoutCreate: { ...SHOP_REASONS, 500: 'Ошибка при создании выплаты' },
  payoutBulk: { ...SHOP_REASONS, 500: 'Ошибка при создании выплат' },
  payoutStatistics: { 404: 'Магазин не найден' },
  payoutByExternalId: { 404: 'Выплата не найдена' },
  payoutGet: { 404: 'Выплата не найдена' },
  payoutUpdate: { 404: 'Выплата не найдена', 500: 'Ошибка при обновлении выплаты' },
  payoutCancel: { 404: 'Выплата не найдена', 500: 'Ошибка при отмене выплаты' },
};

/** The API operations on payouts and on the shop's balance. */
export class PayoutRoutes {
  readonly #payouts: Payouts;
  readonly #run: () => ScriptRun;
  readonly routes: readonly Route[] = (
    [
      [['balances', 'GET', '/v2/shops/{id}/balances'], ({ id }) => this.#balances(id)],
      [['payoutList', 'GET', '/v2/card-payouts'], (call) => this.#list(call)],
      [['payoutCreate', 'POST', '/v2/card-payouts'], (call) => this.#create(call)],
      [['payoutBulk', 'POST', '/v2/card-payouts/bulk'], (call) => this.#createMany(call)],
      [['payoutStatistics', 'GET', '/v2/card-payouts/statistics'], (call) => this.#statistics(call)],
      [['payoutCurrencies', 'GET', '/v2/card-payouts/currencies'], () => withData(PAYOUT_CURRENCIES)],
      [['payoutTypes', 'GET', '/v2/card-payouts/types'], () => withData(PAYOUT_TYPES)],
      [['payoutStatuses', 'GET', '/v2/card-payouts/statuses'], () => withData(PAYOUT_STATUSES)],
      [['payoutByExternalId', 'GET', '/v2/card-payouts/external/{id}'], (call) => this.#byExternalId(call)],
      [
        ['payoutGet', 'GET', '/v2/card-payouts/{id}'],
        ({ id }) => withData(this.#shown(this.#payouts.find(id))),
      ],
      [['payoutUpdate', 'PUT', '/v2/card-payouts/{id}'], (call) => this.#update(call)],
      [['payoutCancel', 'POST', '/v2/card-payouts/{id}/cancel'], (call) => this.#cancel(call)],
    ] as const satisfies readonly (readonly [Parameters<typeof route>[0], Route['handle']])[]
  ).map(([what, handle]) =>
    route(what, handle, refuseWithErrors, { 422: 'Ошибка валидации', ...REASONS[what[0]] }),
  );

  /** @param run the current scenario; it gives each payout its course. */
  constructor(payouts: Payouts, run: () => ScriptRun) {
    this.#payouts = payouts;
    this.#run = run;
  }

  #balances(shop: string): Answer {
    if (!/^-?\d{1,15}$/.test(shop)) {
      const errors = { shop_id: ['Поле shop_id должно быть целым числом.'] };
      throw new ApiError(422, 'Ошибка валидации', errors);
    }
    if (Number(shop) !== this.#payouts.shopId) {
      throw new ApiError(403, 'Магазин не найден или не принадлежит текущему пользователю');
    }
    return withData({ balances: [this.#payouts.balance()] });
  }

  // Newest first; the API documents no order.
  #list({ url }: Call): Answer {
    const { page, perPage, admits } = parseQuery(url, FILTERS);
    const found = this.#payouts.all().filter((payout) => admits(payout, this.#payouts.now));
    const newest = found.toReversed().slice((page - 1) * perPage, page * perPage);
    const pagination = {
      current_page: page,
      last_page: Math.max(1, Math.ceil(found.length / perPage)),
      per_page: perPage,
      total: found.length,
    };
    return {
      status: 200,
      body: { success: true, data: newest.map((payout) => this.#shown(payout)), pagination },
    };
  }

  #create({ text }: Call): Answer {
    const [payout] = this.#payouts.create(parsePayout(read(text)), this.#run());
    return withMessage(201, 'Выплата успешно создана', payout && this.#shown(payout));
  }

  #createMany({ text }: Call): Answer {
    const created = this.#payouts.create(parseBulk(read(text)), this.#run());
    const payouts = created.map((payout) => this.#shown(payout));
    return withMessage(201, 'Выплаты успешно созданы', { created_count: payouts.length, payouts });
  }

  #statistics({ url }: Call): Answer {
    const { shopId, admits } = parseQuery(url, PERIOD);
    if (shopId !== null && shopId !== this.#payouts.shopId) throw new ApiError(404, 'Магазин не найден');
    const { now } = this.#payouts;
    const found = this.#payouts.all().filter((payout) => admits(payout, now));
    return withData(payoutStatistics(found, now));
  }

  #byExternalId({ url, id }: Call): Answer {
    const { admits } = parseQuery(url, ['shop_id']);
    const externalId = decoded(id);
    const payout = this.#payouts.all().find((candidate) => candidate.request.externalId === externalId);
    if (payout === undefined || !admits(payout, this.#payouts.now)) {
      throw new ApiError(404, 'Выплата не найдена');
    }
    return withData(this.#shown(payout));
  }

  #update({ id, text }: Call): Answer {
    const payout = this.#payouts.find(id);
    this.#payouts.requirePending(payout);
    this.#payouts.update(payout, parseUpdate(read(text), payout.request));
    return withMessage(200, 'Выплата успешно обновлена', this.#shown(payout));
  }

  #cancel({ id, text }: Call): Answer {
    const payout = this.#payouts.find(id);
    this.#payouts.cancel(payout, text.trim() === '' ? null : parseCancellation(read(text)));
    return withMessage(200, 'Выплата успешно отменена', this.#shown(payout));
  }

  #shown(payout: Payout) {
    return payout.toJson(this.#payouts.now);
  }
}

function withData(data: unknown): Answer {
  return { status: 200, body: { success: true, data } };
}

function withMessage(status: number, message: string, data: unknown): Answer {
  return { status, body: { success: true, message, data } };
}

function read(text: string): JsonValue {
  try {
    return parseBody(text);
  } catch {
    throw new ApiError(422, 'Ошибка валидации', { body: ['Тело запроса должно быть JSON.'] });
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
