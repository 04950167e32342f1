import { ApiError } from '../responses/api-error.ts';
import type { Gateway } from './gateway.ts';
import { isOutcome, OUTCOMES } from '../scenario/outcome.ts';
import type { Payment } from './payment.ts';

/**
 * What a test can make happen to a payment: the buttons of the payment page; what the shop can do (`capture` and `release` a hold,
 * `refund`); what the bank can do (`process` begins and does not finish, `late` pays what was failed, cancelled or never finished).
 */
export const PAYMENT_ACTS = [...OUTCOMES, 'capture', 'release', 'refund', 'process', 'late'] as const;
export type PaymentAct = (typeof PAYMENT_ACTS)[number];

export function isPaymentAct(value: unknown): value is PaymentAct {
  return PAYMENT_ACTS.some((act) => act === value);
}

/** @returns null when it was done, else why it cannot be. */
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
