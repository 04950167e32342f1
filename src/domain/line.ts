import { findCode, MODES, SUBJECTS, UNITS, type CodeRow } from './codes.ts';
import { quote, readDecimal } from './decimal.ts';
import type { FieldError } from './errors.ts';
import { lineSum, MAX_QUANTITY, MAX_SUM, readKopecks, type Kopecks, type Thousandths } from './money.ts';
import type { VatRate } from './vat.ts';

/** One checked cart line: integers inside, the API's names where the meaning is the API's. */
export interface Line {
  readonly description: string;
  readonly quantity: Thousandths;
  readonly price: Kopecks;
  /** price × quantity, half up */
  readonly sum: Kopecks;
  readonly vat: VatRate;
  readonly payment_subject: number;
  readonly payment_mode: number;
  readonly measurement_unit: number | null;
  readonly product_code: string | null;
  readonly country_of_origin_code: string | null;
  readonly customs_declaration_number: string | null;
  readonly excise: string | null;
}

/** What a merchant may extend, and the words that tell how. */
export interface LineRules {
  readonly vat: ReadonlyMap<number, VatRate>;
  /** where an own rate is registered, e.g. `configure({vatRates})` */
  readonly register: string;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

const COUNTRY = /^(?:[0-9]{3}|[A-Z]{2})$/;

/** Reads the fields of one item, collecting every broken rule instead of stopping at the first. */
class ItemReader {
  readonly #item: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #errors: FieldError[];

  constructor(item: Readonly<Record<string, unknown>>, path: string, errors: FieldError[]) {
    this.#item = item;
    this.#path = path;
    this.#errors = errors;
  }

  read<T>(name: string, parse: (value: unknown) => T, fallback: T): T {
    const value = this.#item[name];
    if (!isAbsent(value)) return this.#parse(name, value, parse, fallback);
    this.#say(name, 'is missing');
    return fallback;
  }

  optional<T>(name: string, parse: (value: unknown) => T): T | null {
    const value = this.#item[name];
    return isAbsent(value) ? null : this.#parse(name, value, parse, null);
  }

  #parse<T, F>(name: string, value: unknown, parse: (value: unknown) => T, fallback: F): T | F {
    try {
      return parse(value);
    } catch (error) {
      this.#say(name, (error as Error).message);
      return fallback;
    }
  }

  #say(name: string, message: string): void {
    this.#errors.push({ field: `${this.#path}.${name}`, message });
  }
}

function text(longest: number): (value: unknown) => string {
  return (value) => {
    if (typeof value !== 'string') throw new RangeError('must be text');
    const trimmed = value.trim();
    const { length } = Array.from(trimmed);
    if (length < 1 || length > longest)
      throw new RangeError(`must have 1 to ${longest} characters, not ${length}`);
    return trimmed;
  };
}

function code(value: unknown): number {
  try {
    return readDecimal(value, 0);
  } catch {
    throw new RangeError(`${quote(value)} is not a whole number`);
  }
}

const codeOf =
  (table: readonly CodeRow[], noun: string) =>
  (value: unknown): number => {
    const found = findCode(table, code(value));
    if (!found) throw new RangeError(`${String(value)} is not ${noun}`);
    return found[0];
  };

const vatOf =
  ({ vat, register }: LineRules) =>
  (value: unknown): VatRate => {
    const rate = vat.get(code(value));
    if (!rate) throw new RangeError(`${String(value)} is not a VAT code; register it with ${register}`);
    return rate;
  };

function price(value: unknown): Kopecks {
  const kopecks = readKopecks(value);
  if (kopecks > MAX_SUM) throw new RangeError(`${quote(value)} is over 42949672.95`);
  return kopecks;
}

/** @throws {RangeError} unless it is over 0 and at most 99999.999, with at most 3 decimals */
export function readQuantity(value: unknown): Thousandths {
  const thousandths = readDecimal(value, 3);
  if (thousandths === 0) throw new RangeError('must be more than 0');
  if (thousandths > MAX_QUANTITY) throw new RangeError(`${quote(value)} is over 99999.999`);
  return thousandths;
}

function productCode(value: unknown): string {
  const read = text(32)(value);
  if (new TextEncoder().encode(read).length > 32) throw new RangeError('must have at most 32 bytes');
  return read;
}

function country(value: unknown): string {
  const read = typeof value === 'number' ? String(value) : value;
  if (typeof read !== 'string' || !COUNTRY.test(read)) {
    throw new RangeError(`${quote(value)} is neither a 3-digit nor a 2-letter country code`);
  }
  return read;
}

function excise(value: unknown): string {
  readKopecks(value);
  return String(value);
}

/**
 * Reads one item of a merchant's cart.
 *
 * @param path where it stands, e.g. `items[2]`; every error is named from there
 * @param errors collects the broken rules; the line is only meaningful when none was added
 */
export function readLine(item: unknown, path: string, rules: LineRules, errors: FieldError[]): Line {
  if (typeof item !== 'object' || item === null) errors.push({ field: path, message: 'must be an object' });
  const reader = new ItemReader((item ?? {}) as Record<string, unknown>, path, errors);
  const quantity = reader.read('quantity', readQuantity, 0);
  const unitPrice = reader.read('price', price, 0);
  const sum = lineSum(unitPrice, quantity);
  if (sum > MAX_SUM) errors.push({ field: path, message: 'price × quantity is over 42949672.95' });
  return {
    description: reader.read('description', text(128), ''),
    quantity,
    price: unitPrice,
    sum,
    vat: reader.read('vat_code', vatOf(rules), { code: 0, label: '', rate: null, calculated: false }),
    payment_subject: reader.read('payment_subject', codeOf(SUBJECTS, 'a payment subject'), 0),
    payment_mode: reader.read('payment_mode', codeOf(MODES, 'a payment mode'), 0),
    measurement_unit: reader.optional('measurement_unit', codeOf(UNITS, 'a measurement unit')),
    product_code: reader.optional('product_code', productCode),
    country_of_origin_code: reader.optional('country_of_origin_code', country),
    customs_declaration_number: reader.optional('customs_declaration_number', text(32)),
    excise: reader.optional('excise', excise),
  };
}
