/** Digits, then perhaps a point and more digits: no sign, exponent, space, comma, leading zero or foreign digit. */
const GRAMMAR = /^(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,20}))?$/;

/**
 * Reads a decimal as an integer count of its smallest unit, without ever passing through a float.
 *
 * @param value a string, or a number (taken by its shortest text, so `83.5` is fine and `0.1 + 0.2` is not)
 * @param decimals how many digits may stand after the point; 2 gives kopecks, 3 thousandths
 * @throws {RangeError} saying which rule the value breaks
 */
export function readDecimal(value: unknown, decimals: number): number {
  if (typeof value !== 'string' && typeof value !== 'number') throw new RangeError('must be a number');
  const text = Object.is(value, -0) ? '-0' : String(value);
  const [, whole, fraction = ''] = GRAMMAR.exec(text) ?? [];
  if (whole === undefined) {
    throw new RangeError(`${quote(text)} is not a decimal like 1000.50 (digits, a point, digits)`);
  }
  if (fraction.length > decimals) throw new RangeError(`${quote(text)} has more than ${decimals} decimals`);
  const units = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(units)) throw new RangeError(`${quote(text)} is too large`);
  return units;
}

/** The inverse of {@link readDecimal}: always `decimals` digits after the point, e.g. `1000.50`. */
export function writeDecimal(units: number, decimals: number): string {
  if (!Number.isSafeInteger(units) || units < 0) throw new TypeError(`not a count of units: ${units}`);
  const digits = String(units).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** `value` as it may be shown in a message: quoted and cut, since it comes from outside. */
export function quote(value: unknown): string {
  // an object's own toString may throw, lie, or recurse without end
  const opaque = (typeof value === 'object' && value !== null) || typeof value === 'function';
  const text = opaque ? typeof value : String(value);
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
