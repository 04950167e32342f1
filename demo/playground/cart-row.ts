import { MODES } from '../../src/domain/codes/modes.ts';
import { SUBJECTS } from '../../src/domain/codes/subjects.ts';
import { UNIT_NAMES } from '../../src/domain/codes/units.ts';
import { VAT_RATES } from '../../src/domain/codes/vat.ts';
import { priced, PRODUCTS } from '../merchant/catalogue.ts';

/** A line of the playground's cart, as the attributes of a `kvit-item`. */
export interface CartRow {
  readonly quantity: string;
  readonly price: string;
  readonly 'vat-code': string;
  readonly 'payment-subject': string;
  readonly 'payment-mode': string;
  readonly 'measurement-unit': string;
  readonly description: string;
}

export type RowField = keyof CartRow;

/** The order of fields in the address. The description comes last, since it may hold commas. */
export const ROW_FIELDS: readonly RowField[] = [
  'quantity',
  'price',
  'vat-code',
  'payment-subject',
  'payment-mode',
  'measurement-unit',
  'description',
];

export const MOST_ROWS = 20;

/** The options of each select: names by code. */
export const CODES = {
  'vat-code': Object.fromEntries(VAT_RATES.map(({ code, label }) => [String(code), label])),
  'payment-subject': SUBJECTS,
  'payment-mode': MODES,
  'measurement-unit': UNIT_NAMES,
} as const satisfies Partial<Record<RowField, Record<string, string>>>;

export type CodeField = keyof typeof CODES;

/** Also used as the `pattern` of the fields. */
export const ROW_PATTERNS = {
  quantity: '[0-9]{1,5}([.][0-9]{1,3})?',
  price: '[0-9]{1,8}([.][0-9]{1,2})?',
  description: '[^\\p{C}]{1,128}',
} as const;

/** Replaces invalid fields of an address. */
const PLAIN_ROW: CartRow = {
  quantity: '1',
  price: '100.00',
  'vat-code': '2',
  'payment-subject': '1',
  'payment-mode': '4',
  'measurement-unit': '0',
  description: 'Товар',
};

export function isRowValue(field: RowField, text: string): boolean {
  if (field === 'quantity' || field === 'price' || field === 'description')
    return new RegExp(`^(?:${ROW_PATTERNS[field]})$`, 'u').test(text);
  return Object.hasOwn(CODES[field], text);
}

/** Reads `3,83.50,2,1,4,0,Булочка`. An invalid field gets a default value. */
export function readRow(text: string): CartRow {
  const parts = text.split(',');
  const last = ROW_FIELDS.length - 1;
  const values = [...parts.slice(0, last), parts.slice(last).join(',')];
  const fields = ROW_FIELDS.map((field, at) => {
    const value = values[at] ?? '';
    return [field, isRowValue(field, value) ? value : PLAIN_ROW[field]];
  });
  return Object.fromEntries(fields);
}

export const writeRow = (row: CartRow): string => ROW_FIELDS.map((field) => row[field]).join(',');

/** The bakery's products as rows to start from. */
export const READY_ROWS: readonly CartRow[] = priced(
  PRODUCTS.map(({ description, measurement_unit: unit }) => ({
    description,
    quantity: unit === 0 ? 1 : 0.5,
  })),
).map((item) => ({
  quantity: String(item.quantity),
  price: item.price.toFixed(2),
  'vat-code': String(item.vat_code),
  'payment-subject': String(item.payment_subject),
  'payment-mode': String(item.payment_mode),
  'measurement-unit': String(item.measurement_unit),
  description: item.description,
}));
