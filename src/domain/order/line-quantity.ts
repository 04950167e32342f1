import { writeDecimal } from '../money/decimal.ts';
import { MAX_QUANTITY, MAX_SUM, type Kopecks, type Thousandths } from '../money/money.ts';
import type { Line } from './line.ts';
import { lineSum } from './sum-rule.ts';

/** A quantity that a line cannot have. */
export class QuantityError extends RangeError {
  override readonly name = 'QuantityError';
  /** the largest quantity at the line's price, in thousandths of the unit */
  readonly largest: Thousandths;

  constructor(largest: Thousandths) {
    super(`quantity must be over 0 and at most ${writeDecimal(largest, 3)}`);
    this.largest = largest;
  }
}

/**
 * The largest quantity of a line at a price: at most 99999.999 (FFD tag 1023), and a line sum of at most 42949672.95 roubles (tag 1043).
 *
 * @returns thousandths of the unit, at least 1000 for every price up to MAX_SUM
 */
export function largestQuantity(price: Kopecks): Thousandths {
  // the sum is (price × quantity + 500) ÷ 1000 without its fraction, and has to stay below MAX_SUM + 1
  const bySum = Math.floor((MAX_SUM * 1000 + 499) / price);
  return Math.min(bySum, MAX_QUANTITY);
}

/**
 * The same line with another quantity and the sum that follows from it.
 *
 * @param quantity thousandths of the unit, a whole number
 * @throws {QuantityError} unless it is over 0 and at most {@link largestQuantity} of the line's price
 */
export function withQuantity(line: Line, quantity: Thousandths): Line {
  const largest = largestQuantity(line.price);
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > largest) throw new QuantityError(largest);
  return { ...line, quantity, sum: lineSum(line.price, quantity) };
}
