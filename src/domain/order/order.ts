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
  /** roubles; refused when the lines do not add up to it */
  amount?: number | string | null;
  items: readonly Item[];
  subscribe?: Period | null;
  /** seconds */
  holdTime?: number | null;
}

/** A checked order: its lines add up to `amount` to the kopeck. */
export interface Order {
  readonly uuid: string;
  readonly description: string;
  readonly currency: Currency;
  readonly amount: Kopecks;
  readonly lines: readonly Line[];
  readonly subscribe: Period | null;
  /** seconds */
  readonly holdTime: number | null;
}

/** A receipt holds at most 100 lines. */
export const MAX_LINES = 100;

/**
 * Printable and without spaces, so that it survives URLs, logs and other people's databases. Invisible characters and
 * halves of a surrogate pair are out too: the gateway would give back another text, and the payment would be nobody's.
 */
const UUID = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]{1,128}$/u;

const isUuid = (value: unknown): value is string => UUID.test(textOf(value) ?? '');

const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

/** A reader of what passes a test. */
const checked =
  <T>(isGood: (value: unknown) => value is T, noun: string): Reader<T> =>
  (value) =>
    isGood(value) ? value : refuse(value, noun);

/** Every field beside the items, whose rules a merchant may extend. */
const HEAD = {
  uuid: required(checked(isUuid, '1 to 128 characters without spaces')),
  description: (value: unknown) => required(String)(textOf(value)?.trim()),
  currency: nullable((value) => isCurrency(value) || refuse(value, CURRENCY)),
  subscribe: optional(checked(isPeriod, 'Day, Week or Month')),
  holdTime: nullable(checked(isSeconds, 'a whole number of seconds')),
  amount: nullable(readKopecks),
};

/** An order with an empty cart: there is nothing in it to check, and nothing to pay. */
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
 * Checks a merchant's order and makes integers of it.
 *
 * @param given may be nothing at all: a merchant's "no such order" often comes as undefined
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
