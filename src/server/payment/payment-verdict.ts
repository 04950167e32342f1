import { paymentMeaning, type PaymentMeaning } from '../../domain/contract/payment-status.ts';
import type { Payment } from '../../domain/contract/wire.ts';
import { isCurrency } from '../../domain/money/currency.ts';
import { readKopecks, type Kopecks } from '../../domain/money/money.ts';
import type { Attempt } from '../store/records/attempt.ts';

/**
 * The meaning of a payment for an attempt: its status, once uuid, amount and currency are verified.
 *
 * `mismatch`: the gateway's payment is not the one that was asked for. `foreign`: it belongs to another order. `unverified`: a field
 * cannot be read. The last two change nothing.
 */
export type PaymentVerdict = PaymentMeaning | 'mismatch' | 'foreign' | 'unverified';

function kopecksOf(amount: Payment['amount']): Kopecks | null {
  try {
    return readKopecks(amount);
  } catch {
    return null;
  }
}

/** True if a payment has the amount and the currency that an attempt asked for. */
export const hasSamePrice = ({ amount, currency }: Payment, attempt: Attempt): boolean =>
  kopecksOf(amount) === attempt.amount && isCurrency(currency);

/** Compares a payment that the gateway answered with an attempt. */
export function judgePayment(attempt: Attempt, payment: Payment): PaymentVerdict {
  const { uuid, amount, currency } = payment;
  if (typeof uuid !== 'string' || typeof currency !== 'string') return 'unverified';
  // an id that only a callback named may be forged; for the attempt's own id, another uuid is the gateway's word
  if (uuid !== attempt.uuid) return attempt.gatewayId === null ? 'foreign' : 'mismatch';
  if (kopecksOf(amount) === null) return 'unverified';
  if (!hasSamePrice(payment, attempt)) return 'mismatch';
  return paymentMeaning(payment.status);
}
