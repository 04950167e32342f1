import { hasCode, type CodeTable } from '../codes/code-table.ts';
import { MODES } from '../codes/modes.ts';
import { SUBJECTS } from '../codes/subjects.ts';
import { UNITS } from '../codes/units.ts';
import { readDecimal } from '../money/decimal.ts';
import type { FieldError } from '../errors/kvit-error.ts';
import { fieldsOf, textOrNumber } from '../reading/fields.ts';
import { MAX_QUANTITY, MAX_SUM, readKopecks, type Kopecks, type Thousandths } from '../money/money.ts';
import { optional, readFields, refuse, required, type Reader } from '../reading/reader.ts';
import type { VatRate } from '../codes/vat.ts';
import { lineSum } from './sum-rule.ts';

/** One checked cart line: its numbers are integers, and fields with the API's meaning have the API's names. */
export interface Line {
  readonly description: string;
  /** thousandths of the unit (FFD tag 1023) */
  readonly quantity: Thousandths;
  /** kopecks, VAT included (tag 1079) */
  readonly price: Kopecks;
  /** price × quantity in kopecks, rounded half up (tag 1043) */
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

/** The rules of a line that a merchant may extend. */
export interface LineRules {
  readonly vat: ReadonlyMap<number, VatRate>;
  /** the call that registers a merchant's own rate, named in errors, e.g. `configure({vatRates})` */
  readonly register: string;
}

const text =
  (longest: number, unit: 'characters' | 'bytes'): Reader<string> =>
  (value) => {
    const trimmed = typeof value === 'string' ? value.trim() : '';
    const { length } = unit === 'bytes' ? new TextEncoder().encode(trimmed) : [...trimmed];
    return length > 0 && length <= longest ? trimmed : refuse(value, `text of 1 to ${longest} ${unit}`);
  };

const coded =
  <T>(find: (code: number) => T | undefined, noun: string): Reader<T> =>
  (value) => {
    const code = readDecimal(value, 0);
    const found = find(code);
    if (found === undefined) throw new RangeError(`${code} is not ${noun}`);
    return found;
  };

const codeOf = (table: CodeTable): Reader<number> =>
  coded((code) => (hasCode(table, code) ? code : undefined), 'a published code');

/** @throws {RangeError} unless it is over 0 and at most 99999.999, with at most 3 decimals */
export const readQuantity: Reader<Thousandths> = (value) =>
  readDecimal(value, 3, MAX_QUANTITY) || refuse(value, 'more than 0');

const country: Reader<string> = (value) =>
  /^(?:[0-9]{3}|[A-Z]{2})$/.exec(textOrNumber(value) ?? '')?.[0] ??
  refuse(value, '3 digits or 2 capital letters');

const excise: Reader<string> = (value) => {
  readKopecks(value);
  return String(value);
};

/** Readers by the API's field names. The VAT code is missing: a merchant may extend its table. */
const READERS = {
  description: required(text(128, 'characters')),
  quantity: required(readQuantity),
  price: required((value) => readDecimal(value, 2, MAX_SUM)),
  payment_subject: required(codeOf(SUBJECTS)),
  payment_mode: required(codeOf(MODES)),
  measurement_unit: optional(codeOf(UNITS)),
  product_code: optional(text(32, 'bytes')),
  country_of_origin_code: optional(country),
  customs_declaration_number: optional(text(32, 'characters')),
  excise: optional(excise),
};

/** @param path the item's place, e.g. `items[2]`, with which every error begins */
function readLine(item: unknown, path: string, rules: LineRules, errors: FieldError[]): Line | null {
  const say = (message: string): null => {
    errors.push({ field: path, message });
    return null;
  };
  if (item !== fieldsOf(item)) return say('must be an object');
  const vatOf = coded((code) => rules.vat.get(code), `a VAT code; register it with ${rules.register}`);
  const fields = readFields(item, { ...READERS, vat_code: required(vatOf) }, `${path}.`, errors);
  if (!fields) return null;
  const { vat_code: vat, ...line } = fields;
  const sum = lineSum(line.price, line.quantity);
  return sum > MAX_SUM ? say('price × quantity is over 42949672.95') : { ...line, vat, sum };
}

/** Reads the items of a merchant's cart, naming each broken rule from `items[0]` on; a broken item gives no line. */
export function readLines(
  items: readonly unknown[],
  rules: LineRules,
  errors: FieldError[],
): readonly Line[] {
  // items.map would skip the holes of a sparse array
  return Array.from(items, (item, index) => readLine(item, `items[${index}]`, rules, errors)).filter(
    (line) => line !== null,
  );
}
