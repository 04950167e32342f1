import { PAYMENT_MODES, PAYMENT_SUBJECTS, UNITS, VAT_RATES } from '../values/fiscal-codes.ts';
import { lineSum } from '../values/kopecks.ts';
import { decimal, integer, object, optionalText, text } from './fields.ts';
import { optional } from './validation.ts';

const LONGEST_NAME = 128;
const MOST_QUANTITY = 99_999_999n;
const HIGHEST_PRICE = 4_294_967_295n;

/** One accepted line of a payment: quantity in thousandths, price and sum in kopecks. */
export interface OrderLine {
  readonly description: string;
  readonly quantity: bigint;
  readonly price: bigint;
  readonly sum: bigint;
  readonly vatCode: number;
  readonly unit: number | null;
}

/** The schema of one line of `POST /v2/payments`. */
export const orderLine = object({
  description: text.refine(
    (name) => Array.from(name).length <= LONGEST_NAME,
    `must be at most ${LONGEST_NAME} characters`,
  ),
  quantity: decimal(3)
    .refine((quantity) => quantity > 0n, 'must be above zero')
    .refine((quantity) => quantity <= MOST_QUANTITY, 'must be at most 99999.999'),
  price: decimal(2).refine((price) => price <= HIGHEST_PRICE, 'must be at most 42949672.95'),
  vat_code: codeOf(VAT_RATES),
  payment_subject: codeOf(PAYMENT_SUBJECTS),
  payment_mode: codeOf(PAYMENT_MODES),
  product_code: optionalText,
  country_of_origin_code: optionalText,
  customs_declaration_number: optionalText,
  excise: optionalText,
  measurement_unit: optional(codeOf(UNITS)),
}).transform(({ description, quantity, price, vat_code: vatCode, measurement_unit: unit }): OrderLine => {
  return { description, quantity, price, sum: lineSum(price, quantity), vatCode, unit };
});

function codeOf(codes: { has(code: number): boolean }) {
  return integer.refine((code) => codes.has(code), {
    error: ({ input }) => `${String(input)} is not one of the gateway's codes`,
  });
}
