import { invalid } from '../responses/api-error.ts';
import { Fields } from './fields.ts';
import { PAYMENT_MODES, PAYMENT_SUBJECTS, UNITS, VAT_RATES } from '../values/fiscal-codes.ts';
import { isJsonObject, type JsonValue } from '../values/json-text.ts';
import { lineSum } from '../values/kopecks.ts';

const LONGEST_NAME = 128;
const MOST_QUANTITY = 99_999_999n;
const HIGHEST_PRICE = 4_294_967_295n;

const FIELDS = [
  'description',
  'quantity',
  'price',
  'vat_code',
  'payment_subject',
  'payment_mode',
  'product_code',
  'country_of_origin_code',
  'customs_declaration_number',
  'excise',
  'measurement_unit',
];

/** One accepted line of a payment: quantity in thousandths, price and sum in kopecks. */
export interface OrderLine {
  readonly description: string;
  readonly quantity: bigint;
  readonly price: bigint;
  readonly sum: bigint;
  readonly vatCode: number;
  readonly unit: number | null;
}

/** @throws ApiError 422 that names the field, `items[0].price` and the like. */
export function parseLine(value: JsonValue, index: number): OrderLine {
  const place = `items[${index}]`;
  if (!isJsonObject(value)) throw invalid(place, 'must be an object');
  const fields = new Fields(value, `${place}.`, FIELDS);
  const description = parseName(fields);
  const quantity = parseQuantity(fields);
  const price = fields.decimal('price', 2);
  if (price > HIGHEST_PRICE) throw invalid(fields.nameOf('price'), 'must be at most 42949672.95');
  const vatCode = parseCode(fields, 'vat_code', VAT_RATES);
  parseCode(fields, 'payment_subject', PAYMENT_SUBJECTS);
  parseCode(fields, 'payment_mode', PAYMENT_MODES);
  checkCustoms(fields);
  const unit =
    fields.optional('measurement_unit') === null ? null : parseCode(fields, 'measurement_unit', UNITS);
  return { description, quantity, price, sum: lineSum(price, quantity), vatCode, unit };
}

function parseName(fields: Fields): string {
  const name = fields.text('description');
  if (Array.from(name).length > LONGEST_NAME) {
    throw invalid(fields.nameOf('description'), `must be at most ${LONGEST_NAME} characters`);
  }
  return name;
}

function parseQuantity(fields: Fields): bigint {
  const quantity = fields.decimal('quantity', 3);
  if (quantity === 0n) throw invalid(fields.nameOf('quantity'), 'must be above zero');
  if (quantity > MOST_QUANTITY) throw invalid(fields.nameOf('quantity'), 'must be at most 99999.999');
  return quantity;
}

function parseCode(fields: Fields, field: string, codes: { has(code: number): boolean }): number {
  const code = fields.integer(field);
  if (!codes.has(code)) throw invalid(fields.nameOf(field), `${code} is not one of the gateway's codes`);
  return code;
}

function checkCustoms(fields: Fields): void {
  fields.optionalText('product_code');
  fields.optionalText('country_of_origin_code');
  fields.optionalText('customs_declaration_number');
  fields.optionalText('excise');
}
