import { badOrder } from '../errors/kvit-error.ts';
import { writeKopecks, type Kopecks, type Thousandths } from '../money/money.ts';

/**
 * The sum rule: each line's sum is price × quantity rounded half up to a kopeck, and the order's amount is the sum of its lines.
 * The gateway refuses or refunds a payment whose receipt lines do not add up to the amount.
 */

/** Price × quantity, rounded half up to a kopeck. The product needs up to 59 bits, hence BigInt. */
export function lineSum(price: Kopecks, quantity: Thousandths): Kopecks {
  return Number((BigInt(price) * BigInt(quantity) + 500n) / 1000n);
}

/** The amount of an order with these lines. */
export const amountOf = (lines: readonly { readonly sum: Kopecks }[]): Kopecks =>
  lines.reduce((amount, { sum }) => amount + sum, 0);

/**
 * Compares the amount that a merchant claims with the sum of the lines.
 *
 * @param claimed `null` when the merchant claims none
 * @throws {KvitError} `bad_order` when they differ, or when the order costs nothing
 */
export function checkAmount(claimed: Kopecks | null, amount: Kopecks): void {
  if (amount === 0) throw badOrder([{ field: 'items', message: 'must cost more than 0.00' }]);
  if (claimed === null || claimed === amount) return;
  const message = `${writeKopecks(claimed)} is not the sum of the lines, ${writeKopecks(amount)}`;
  throw badOrder([{ field: 'amount', message }]);
}
