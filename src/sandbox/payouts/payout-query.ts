import {
  type FieldErrors,
  type FieldRule,
  oneOf,
  pattern,
  problem,
  refuseIfWrong,
  text,
} from '../requests/field-rule.ts';
import type { Payout } from './payout.ts';
import { PAYOUT_CURRENCIES, PAYOUT_STATUSES, PAYOUT_TYPES } from './payout-codes.ts';
import { dateText } from '../values/time-text.ts';

const PER_PAGE = 15;
const MOST_PER_PAGE = 100;

const number = pattern(/^(0|[1-9]\d{0,14})$/, 'целым числом');
const date: FieldRule = (value) =>
  typeof value === 'string' && isDate(value) ? null : 'должно быть датой ГГГГ-ММ-ДД';

const RULES: Readonly<Record<string, FieldRule>> = {
  shop_id: number,
  status: oneOf(PAYOUT_STATUSES),
  currency: oneOf(PAYOUT_CURRENCIES),
  payout_type: oneOf(PAYOUT_TYPES),
  date_from: date,
  date_to: date,
  per_page: (value) => {
    const count = number(value) === null ? Number(value) : 0;
    return count >= 1 && count <= MOST_PER_PAGE ? null : `должно быть целым числом от 1 до ${MOST_PER_PAGE}`;
  },
  page: (value) =>
    number(value) === null && Number(value) >= 1 ? null : 'должно быть целым числом не меньше 1',
  search: text(255),
};

/** Which payouts are asked for: the query of the list and of the statistics. */
export interface PayoutQuery {
  readonly shopId: number | null;
  readonly page: number;
  readonly perPage: number;
  /** Whether a payout is among them. */
  readonly admits: (payout: Payout, now: number) => boolean;
}

/**
 * Reads a query. An empty value counts as none, a parameter that the operation does not have is ignored.
 * @param known the parameters of the operation. @throws ApiError 422 with every wrong one.
 */
export function parseQuery(url: URL, known: readonly string[]): PayoutQuery {
  const given = new Map<string, string>();
  const errors: FieldErrors = new Map();
  for (const name of known) {
    const value = url.searchParams.get(name) ?? '';
    if (value === '') continue;
    const wrong = RULES[name]?.(value) ?? null;
    if (wrong !== null) problem(errors, name, wrong);
    given.set(name, value);
  }
  const [from, to] = [given.get('date_from'), given.get('date_to')];
  if (from && to && isDate(from) && isDate(to) && to < from) {
    problem(errors, 'date_to', 'не должно быть раньше date_from');
  }
  refuseIfWrong(errors);
  return {
    shopId: given.has('shop_id') ? Number(given.get('shop_id')) : null,
    page: Number(given.get('page') ?? 1),
    perPage: Number(given.get('per_page') ?? PER_PAGE),
    admits: (payout, now) => admits(given, payout, now),
  };
}

function admits(given: ReadonlyMap<string, string>, payout: Payout, now: number): boolean {
  const { request } = payout;
  const created = dateText(payout.createdAt);
  const isOr = (name: string, value: string) => (given.get(name) ?? value) === value;
  return (
    isOr('shop_id', String(payout.shopId)) &&
    isOr('status', payout.statusAt(now)) &&
    isOr('currency', 'rub') &&
    isOr('payout_type', request.type) &&
    created >= (given.get('date_from') ?? created) &&
    created <= (given.get('date_to') ?? created) &&
    isFound(given.get('search') ?? '', payout)
  );
}

function isFound(search: string, { request }: Payout): boolean {
  const places = [
    request.externalId,
    request.name,
    request.cardNumber,
    request.accountNumber,
    request.description,
  ];
  const wanted = search.trim().toLowerCase();
  return wanted === '' || places.some((place) => place?.toLowerCase().includes(wanted) ?? false);
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && dateText(time) === value;
}
