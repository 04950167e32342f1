import { readDecimal, writeDecimal } from './decimal.ts';

/** Money: a whole number of kopecks, always a safe integer. */
export type Kopecks = number;
/** Quantity: a whole number of thousandths of the unit (FFD tag 1023 has three decimals). */
export type Thousandths = number;

/** The largest price or line sum of a receipt: 42 949 672.95 roubles (FFD tags 1079 and 1043). */
export const MAX_SUM: Kopecks = 4_294_967_295;
/** The largest quantity of a line: 99 999.999. */
export const MAX_QUANTITY: Thousandths = 99_999_999;

/** Reads roubles (`"1000.50"`, `1000.5`) as kopecks. @throws {RangeError} with the rule that the value breaks */
export const readKopecks = (value: unknown): Kopecks => readDecimal(value, 2);

/** Roubles as text with two decimals, as UrlPay signs and sends them: `100050` → `"1000.50"`. */
export const writeKopecks = (kopecks: Kopecks): string => writeDecimal(kopecks, 2);

/** Roubles as a double, for the API's JSON numbers. Its shortest text is exact for every receipt sum. */
export const toRoubles = (kopecks: Kopecks): number => kopecks / 100;

/** VAT inside a sum that includes it: sum · rate / (100 + rate), rounded half up to a kopeck. @param rate percent */
export function vatInside(sum: Kopecks, rate: number): Kopecks {
  const divisor = BigInt(100 + rate);
  return Number((2n * BigInt(sum) * BigInt(rate) + divisor) / (2n * divisor));
}
