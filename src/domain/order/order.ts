import { CURRENCY, isCurrency, type Currency } from '../money/currency.ts';
import { badOrder, type FieldError } from '../errors/kvit-error.ts';
import { textOf } from '../reading/fields.ts';
import type { Item } from './item.ts';
import { readLines, type Line, type LineRules } from './line.ts';
import { readKopecks, type Kopecks } from '../money/money.ts';
import { nullable, optional, readFields, refuse, required, type Reader } from '../reading/reader.ts';
import { isPeriod, type Period } from './period.ts';
import { amountOf, checkAmount } from './sum-rule.ts';

/** An order as a merchant writes it, in the API's own names. */
export interface OrderInput {
  uuid: string;
  description: string;
  currency?: string;
  /** roubles; an amount that differs from the sum of the lines is an error */
  amount?: number | string | null;
  items: readonly Item[];
  subscribe?: Period | null;
  /** seconds */
  holdTime?: number | null;
}

/** A checked order: its lines add up to `amount` to the kopeck. */
export interface Order {
  /** the merchant's own number of the order */
  readonly uuid: string;
  readonly description: string;
  readonly currency: Currency;
  /** kopecks */
  readonly amount: Kopecks;
  readonly lines: readonly Line[];
  /** the period of a recurring charge; `null` for a single payment */
  readonly subscribe: Period | null;
  /** seconds that the money is held; `null` to charge at once */
  readonly holdTime: number | null;
}

/** A receipt holds at most 100 lines. */
export const MAX_LINES = 100;

/**
 * Printable characters without spaces, so that the number passes through URLs, logs and databases unchanged. Invisible characters
 * and halves of a surrogate pair are refused too: the gateway would return another text, and the payment would match no order.
 */
const UUID = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]{1,128}$/u;

const isUuid = (value: unknown): value is string => UUID.test(textOf(value) ?? '');

const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

/** Makes a reader from a test. */
const checked =
  <T>(isGood: (value: unknown) => value is T, noun: string): Reader<T> =>
  (value) =>
    isGood(value) ? value : refuse(value, noun);

/** Readers of all fields but the items, whose rules a merchant may extend. */
const HEAD = {
  uuid: required(checked(isUuid, '1 to 128 characters without spaces')),
  description: (value: unknown) => required(String)(textOf(value)?.trim()),
  currency: nullable((value) => isCurrency(value) || refuse(value, CURRENCY)),
  subscribe: optional(checked(isPeriod, 'Day, Week or Month')),
  holdTime: nullable(checked(isSeconds, 'a whole number of seconds')),
  amount: nullable(readKopecks),
};

/** An order with an empty cart, which needs no check and cannot be paid. */
export const emptyOrder = ({ uuid, description }: OrderInput): Order => ({
  uuid,
  description,
  currency: CURRENCY,
  amount: 0,
  lines: [],
  subscribe: null,
  holdTime: null,
});

/**
 * Checks a merchant's order and turns its numbers into integers.
 *
 * @param given may also be undefined: many merchants return that for an unknown order
 * @throws {KvitError} `bad_order`, with every broken rule in `errors` and in the message
 */
export function readOrder(given: OrderInput, rules: LineRules): Order {
  const errors: FieldError[] = [];
  const items: Reader<readonly Line[]> = (value) => {
    if (!Array.isArray(value) || value.length === 0) throw new RangeError('must have at least one line');
    if (value.length <= MAX_LINES) return readLines(value, rules, errors);
    throw new RangeError(`must have at most ${MAX_LINES} lines, not ${value.length}`);
  };
  const fields = readFields(given, { ...HEAD, items }, '', errors);
  if (!fields) throw badOrder(errors);
  const { items: lines, amount: claimed, ...head } = fields;
  const amount = amountOf(lines);
  checkAmount(claimed, amount);
  return { ...head, currency: CURRENCY, amount, lines };
}
