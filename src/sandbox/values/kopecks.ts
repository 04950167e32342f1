const PLAIN_DECIMAL = /^(0|[1-9]\d{0,11})(?:\.(\d{1,12}))?$/;

/**
 * A plain non-negative decimal as an integer of its smallest parts: `parseDecimal('83.5', 2)` is `8350n`.
 * @param places the highest number of significant decimals; zeros after them are allowed.
 * @returns null for any other text (a sign, an exponent, a comma, leading zeros, too many digits).
 */
export function parseDecimal(text: string, places: number): bigint | null {
  const match = PLAIN_DECIMAL.exec(text);
  if (match === null) return null;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  return fraction.length > places ? null : BigInt(match[1] + fraction.padEnd(places, '0'));
}

/** price × quantity, rounded half up. Price and sum in kopecks, quantity in thousandths. */
export function lineSum(price: bigint, quantity: bigint): bigint {
  return divideHalfUp(price * quantity, 1_000n);
}

/** The VAT inside a sum in kopecks, at a rate in percent, rounded half up. */
export function vatInside(sum: bigint, percent: number): bigint {
  return divideHalfUp(sum * BigInt(percent), BigInt(100 + percent));
}

/** `100050n` → `"1000.50"`, as the API writes it. */
export function decimalText(kopecks: bigint): string {
  return `${kopecks / 100n}.${String(kopecks % 100n).padStart(2, '0')}`;
}

/** `100050n` → `"1 000,50 ₽"` with no-break spaces, the Russian format. */
export function roublesText(kopecks: bigint): string {
  const roubles = String(kopecks / 100n).replace(/\B(?=(\d{3})+$)/g, '\u00A0');
  return `${roubles},${String(kopecks % 100n).padStart(2, '0')}\u00A0₽`;
}

/** Thousandths → `"1,25"`. */
export function quantityText(thousandths: bigint): string {
  const fraction = String(thousandths % 1_000n)
    .padStart(3, '0')
    .replace(/0+$/, '');
  const whole = String(thousandths / 1_000n);
  return fraction === '' ? whole : `${whole},${fraction}`;
}

function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  return (2n * dividend + divisor) / (2n * divisor);
}
