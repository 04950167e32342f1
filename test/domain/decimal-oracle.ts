/**
 * Reads a decimal in another way than the code under test: it walks over the characters and counts in BigInt.
 *
 * @returns the count of the smallest unit, or `null` when the text is not an exact, plain, safe decimal
 */
export function readExactly(value: unknown, decimals: number): bigint | null {
  if (Object.is(value, -0)) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const parts = `${value}`.split('.');
  const [whole = '', fraction] = parts;
  if (parts.length > 2 || !isDigits(whole) || (whole.length > 1 && whole.startsWith('0'))) return null;
  if (fraction !== undefined && (!isDigits(fraction) || fraction.length > decimals)) return null;
  const units = BigInt(whole + (fraction ?? '').padEnd(decimals, '0'));
  return units <= 9_007_199_254_740_991n ? units : null;
}

function isDigits(text: string): boolean {
  return text !== '' && [...text].every((character) => '0123456789'.includes(character));
}
