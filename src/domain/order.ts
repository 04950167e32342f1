import { CURRENCY, isCurrency, type Currency } from './currency.ts';
import { quote } from './decimal.ts';
import { KvitError, type FieldError } from './errors.ts';
import type { Item } from './item.ts';
import { readLine, type Line, type LineRules } from './line.ts';
import { readKopecks, writeKopecks, type Kopecks } from './money.ts';
import { isPeriod, type Period } from './subscription.ts';

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

function readLines(items: unknown, rules: LineRules, errors: FieldError[]): readonly Line[] {
  if (!Array.isArray(items) || items.length === 0) {
    errors.push({ field: 'items', message: 'must have at least one line' });
    return [];
  }
  if (items.length > MAX_LINES) {
    errors.push({ field: 'items', message: `must have at most ${MAX_LINES} lines, not ${items.length}` });
    return [];
  }
  // not items.map: it would step over the holes of a sparse array
  return Array.from(items, (item: unknown, index) => readLine(item, `items[${index}]`, rules, errors));
}

/** The sum rule: receipts whose lines do not add up to the amount are refused or refunded. */
function checkAmount(amount: unknown, total: Kopecks, errors: FieldError[]): void {
  if (amount === undefined || amount === null) return;
  try {
    const claimed = readKopecks(amount);
    if (claimed === total) return;
    errors.push({
      field: 'amount',
      message: `${writeKopecks(claimed)} is not the sum of the lines, ${writeKopecks(total)}`,
    });
  } catch (error) {
    errors.push({ field: 'amount', message: (error as Error).message });
  }
}

function checkHead(input: OrderInput, errors: FieldError[]): void {
  const say = (field: string, message: string) => void errors.push({ field, message });
  if (!input.uuid) say('uuid', 'is missing');
  else if (typeof input.uuid !== 'string' || !UUID.test(input.uuid)) {
    say('uuid', 'must have 1 to 128 characters without spaces');
  }
  if (typeof input.description !== 'string' || !input.description.trim()) say('description', 'is missing');
  if (!isCurrency(input.currency ?? CURRENCY)) say('currency', `${quote(input.currency)} is not rub`);
  const subscribe: unknown = input.subscribe ?? '';
  if (subscribe !== '' && !isPeriod(subscribe)) {
    say('subscribe', `${quote(subscribe)} is not Day, Week or Month`);
  }
  const hold = input.holdTime ?? null;
  if (hold !== null && !(Number.isSafeInteger(hold) && hold > 0)) {
    say('holdTime', `${quote(hold)} is not a whole number of seconds`);
  }
}

/**
 * Checks a merchant's order and makes integers of it.
 *
 * @throws {KvitError} `bad_order`, with every broken rule in `errors` and in the message
 */
export function readOrder(given: OrderInput, rules: LineRules): Order {
  // a merchant's "no such order" often comes as undefined
  const input = (given as OrderInput | null | undefined) ?? ({} as OrderInput);
  const errors: FieldError[] = [];
  checkHead(input, errors);
  const lines = readLines(input.items, rules, errors);
  const amount = lines.reduce((total, line) => total + line.sum, 0);
  if (errors.length === 0) {
    if (amount === 0) errors.push({ field: 'items', message: 'must cost more than 0.00' });
    checkAmount(input.amount, amount, errors);
  }
  if (errors.length > 0) {
    const message = errors.map(({ field, message: rule }) => `${field}: ${rule}`).join('\n');
    throw new KvitError('bad_order', message, { errors });
  }
  return {
    uuid: input.uuid,
    description: input.description.trim(),
    currency: CURRENCY,
    amount,
    lines,
    subscribe: isPeriod(input.subscribe) ? input.subscribe : null,
    holdTime: input.holdTime ?? null,
  };
}
