import { refuse } from '../reading/reader.ts';

/** Digits, optionally with a point and more digits; no sign, exponent, space, comma, leading zero or digit of another script. */
const GRAMMAR = /^(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,20}))?$/;

/**
 * Reads a decimal as an integer count of its smallest unit, without float arithmetic.
 *
 * @param value a string, or a number, which is read by its shortest text: `83.5` is accepted, `0.1 + 0.2` is refused
 * @param decimals the most digits after the point; 2 gives kopecks, 3 thousandths
 * @param max the largest count
 * @throws {RangeError} with the rule that the value breaks
 */
export function readDecimal(value: unknown, decimals: number, max = Number.MAX_SAFE_INTEGER): number {
  const text = Object.is(value, -0) ? '-0' : value;
  const [, whole, fraction = ''] =
    typeof text === 'string' || typeof text === 'number' ? (GRAMMAR.exec(String(text)) ?? []) : [];
  if (whole === undefined || fraction.length > decimals) {
    return refuse(
      text,
      decimals ? `a number like 1000.50 with up to ${decimals} decimals` : 'a whole number',
    );
  }
  const units = Number(whole + fraction.padEnd(decimals, '0'));
  return units > max ? refuse(text, `at most ${writeDecimal(max, decimals)}`) : units;
}

/** The inverse of {@link readDecimal}, always with `decimals` digits after the point, e.g. `1000.50`. @throws {TypeError} for a negative or unsafe integer */
export function writeDecimal(units: number, decimals: number): string {
  if (!Number.isSafeInteger(units) || units < 0) throw new TypeError(`not a count of units: ${units}`);
  const digits = String(units).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
