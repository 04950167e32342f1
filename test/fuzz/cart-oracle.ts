import { readExactly } from '../domain/decimal-oracle.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The expected cart: integers, and only fields of the input. */
export interface ExpectedLine {
  readonly description: string;
  readonly quantity: number;
  readonly price: number;
  readonly sum: number;
  readonly vat: number;
  readonly payment_subject: number;
  readonly payment_mode: number;
  readonly measurement_unit: number | null;
  readonly product_code: string | null;
  readonly country_of_origin_code: string | null;
  readonly customs_declaration_number: string | null;
  readonly excise: string | null;
}

export interface ExpectedCart {
  readonly uuid: string;
  readonly description: string;
  readonly amount: number;
  readonly subscribe: string | null;
  readonly holdTime: number | null;
  readonly lines: readonly ExpectedLine[];
}

/** Thrown at the first broken rule. The code under test collects all of them; the oracle needs one. */
class Malformed extends Error {}
function fail(): never {
  throw new Malformed();
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Makes a rule accept a missing value. */
const orNull = <T>(value: unknown, read: (value: unknown) => T): T | null =>
  isNothing(value) ? null : read(value);

function decimal(value: unknown, decimals: number, most: bigint, least = 0n): bigint {
  const units = readExactly(value, decimals);
  return units === null || units < least || units > most ? fail() : units;
}

function text(value: unknown, longest: number, count: (text: string) => number): string {
  const trimmed = typeof value === 'string' ? value.trim() : fail();
  return trimmed !== '' && count(trimmed) <= longest ? trimmed : fail();
}
const characters = (value: string): number => Array.from(value).length;
const bytes = (value: string): number => Buffer.from(value).length;

/** @param codes published codes, as ranges */
function code(value: unknown, codes: string): number {
  const found = Number(decimal(value, 0, 999n));
  const isIn = (range: string): boolean => {
    const [first, last = first] = range.split('-').map(Number);
    return first !== undefined && last !== undefined && first <= found && found <= last;
  };
  return codes.split(' ').some(isIn) ? found : fail();
}
const UNITS = '0 10-12 20-22 30-32 40-42 50-51 70-73 80-83 255';

function country(value: unknown): string {
  const written = typeof value === 'number' && value % 1 === 0 ? `${value}` : value;
  return typeof written === 'string' && /^([0-9][0-9][0-9]|[A-Z][A-Z])$/.test(written) ? written : fail();
}

function readLine(item: unknown): ExpectedLine {
  if (!isFields(item)) return fail();
  const quantity = decimal(item['quantity'], 3, 99_999_999n, 1n);
  const price = decimal(item['price'], 2, 4_294_967_295n);
  const product = quantity * price;
  // Rounds half up.
  const sum = product / 1000n + (product % 1000n >= 500n ? 1n : 0n);
  if (sum > 4_294_967_295n) fail();
  return {
    description: text(item['description'], 128, characters),
    quantity: Number(quantity),
    price: Number(price),
    sum: Number(sum),
    vat: code(item['vat_code'], '0-7'),
    payment_subject: code(item['payment_subject'], '1-17 19-26'),
    payment_mode: code(item['payment_mode'], '1-7'),
    measurement_unit: orNull(item['measurement_unit'], (value) => code(value, UNITS)),
    product_code: orNull(item['product_code'], (value) => text(value, 32, bytes)),
    country_of_origin_code: orNull(item['country_of_origin_code'], country),
    customs_declaration_number: orNull(item['customs_declaration_number'], (value) =>
      text(value, 32, characters),
    ),
    excise: orNull(item['excise'], (value) => {
      decimal(value, 2, 9_007_199_254_740_991n);
      return String(value);
    }),
  };
}

function readUuid(value: unknown): string {
  if (typeof value !== 'string' || value === '' || characters(value) > 128) return fail();
  // Control, invisible and unassigned characters, lone surrogates, and every kind of space.
  return /[\p{C}\p{Z}]/u.test(value) ? fail() : value;
}

function readHead(order: Fields): Pick<ExpectedCart, 'uuid' | 'description' | 'subscribe' | 'holdTime'> {
  const { currency, holdTime, subscribe } = order;
  if (
    currency !== undefined &&
    currency !== null &&
    !/^rub$/i.test(typeof currency === 'string' ? currency : '')
  )
    fail();
  const isHeld = holdTime !== undefined && holdTime !== null;
  if (isHeld && !(Number.isSafeInteger(holdTime) && (holdTime as number) >= 1)) fail();
  const period = orNull(
    subscribe,
    (value) => ['Day', 'Week', 'Month'].find((name) => name === value) ?? fail(),
  );
  return {
    uuid: readUuid(order['uuid']),
    description: text(order['description'], Infinity, characters),
    subscribe: period,
    holdTime: isHeld ? (holdTime as number) : null,
  };
}

/** Reads a cart by the rules of the API's documentation, independently of the code; `null` if a rule is broken. */
export function readCart(order: unknown): ExpectedCart | null {
  try {
    if (!isFields(order)) return null;
    const { items, amount: claimed } = order;
    if (!Array.isArray(items) || items.length < 1 || items.length > 100) return null;
    const lines = Array.from(items as unknown[], readLine);
    const amount = lines.reduce((total, { sum }) => total + BigInt(sum), 0n);
    if (amount === 0n) return null;
    if (claimed !== undefined && claimed !== null && readExactly(claimed, 2) !== amount) return null;
    return { ...readHead(order), amount: Number(amount), lines };
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}
