import * as z from 'zod';
import { dateText } from '../values/time-text.ts';
import { PAYOUT_CURRENCIES, PAYOUT_STATUSES, PAYOUT_TYPES } from './payout-codes.ts';
import { oneOf, pattern, readFields, text } from './payout-fields.ts';
import type { Payout } from './payout.ts';

const PER_PAGE = 15;
const MOST_PER_PAGE = 100;

const number = pattern(/^(0|[1-9]\d{0,14})$/, 'целым числом').transform(Number);
const date = z.string().refine(isDate, 'должно быть датой ГГГГ-ММ-ДД');

const QUERY = z
  .object({
    shop_id: number,
    status: oneOf(PAYOUT_STATUSES),
    currency: oneOf(PAYOUT_CURRENCIES),
    payout_type: oneOf(PAYOUT_TYPES),
    date_from: date,
    date_to: date,
    per_page: wholeFrom1(`должно быть целым числом от 1 до ${MOST_PER_PAGE}`, MOST_PER_PAGE),
    page: wholeFrom1('должно быть целым числом не меньше 1', Number.MAX_SAFE_INTEGER),
    search: text(255),
  })
  .partial()
  .refine(({ date_from: from, date_to: to }) => !(from && to && isDate(from) && isDate(to) && to < from), {
    path: ['date_to'],
    error: 'не должно быть раньше date_from',
    when: () => true,
  });

type Filters = z.output<typeof QUERY>;

/** A parameter of the list or of the statistics. */
export type PayoutParameter = keyof Filters;

/** The query of the list or of the statistics. */
interface PayoutQuery {
  readonly shopId: number | null;
  readonly page: number;
  readonly perPage: number;
  /** True if a payout matches every filter. */
  readonly admits: (payout: Payout, now: number) => boolean;
}

/**
 * Reads a query. Empty values and parameters that the operation does not have are ignored.
 * @param known the parameters of the operation. @throws ApiError 422 with every wrong parameter.
 */
export function parseQuery(url: URL, known: readonly PayoutParameter[]): PayoutQuery {
  const given = known
    .map((name) => [name, url.searchParams.get(name) ?? ''] as const)
    .filter(([, value]) => value !== '');
  const filters = readFields(QUERY, Object.fromEntries(given));
  return {
    shopId: filters.shop_id ?? null,
    page: filters.page ?? 1,
    perPage: filters.per_page ?? PER_PAGE,
    admits: (payout, now) => admits(filters, payout, now),
  };
}

function admits(filters: Filters, payout: Payout, now: number): boolean {
  const created = dateText(payout.createdAt);
  return (
    isOrAbsent(filters.shop_id, payout.shopId) &&
    isOrAbsent(filters.status, payout.statusAt(now)) &&
    isOrAbsent(filters.currency, 'rub') &&
    isOrAbsent(filters.payout_type, payout.request.type) &&
    created >= (filters.date_from ?? created) &&
    created <= (filters.date_to ?? created) &&
    isFound(filters.search ?? '', payout)
  );
}

function isOrAbsent<T>(wanted: T | undefined, value: T): boolean {
  return wanted === undefined || wanted === value;
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

function wholeFrom1(error: string, most: number) {
  return z
    .string()
    .regex(/^[1-9]\d{0,14}$/, error)
    .transform(Number)
    .refine((value) => value <= most, error);
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && dateText(time) === value;
}
