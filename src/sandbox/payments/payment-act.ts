import { ApiError } from '../responses/api-error.ts';
import type { Gateway } from './gateway.ts';
import { isOutcome, OUTCOMES } from '../scenario/outcome.ts';
import type { Payment } from './payment.ts';

/**
 * The acts that a test can play on a payment. The buyer: the buttons of the payment page. The shop: `capture` and `release` for a
 * hold, `refund`. The bank: `process` starts processing and never ends, `late` makes an unpaid payment paid.
 */
export const PAYMENT_ACTS = [...OUTCOMES, 'capture', 'release', 'refund', 'process', 'late'] as const;
/** One of `PAYMENT_ACTS`. */
export type PaymentAct = (typeof PAYMENT_ACTS)[number];

/** True for one of `PAYMENT_ACTS`. */
export function isPaymentAct(value: unknown): value is PaymentAct {
  return PAYMENT_ACTS.some((act) => act === value);
}

/** Plays an act on a payment. @returns null on success, otherwise the reason for the refusal. */
export function actOn(gateway: Gateway, payment: Payment, act: PaymentAct): string | null {
  try {
    if (isOutcome(act)) return gateway.choose(payment, act) ? null : 'payment: is no longer open';
    switch (act) {
      case 'capture':
        gateway.capture(payment);
        return null;
      case 'release':
        gateway.release(payment);
        return null;
      case 'refund':
        gateway.refund(payment);
        return null;
      case 'process':
        return gateway.process(payment) ? null : 'payment: is no longer open';
      case 'late':
        return gateway.payLate(payment) ? null : 'payment: is paid or on hold';
    }
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}
