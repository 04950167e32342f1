import { decimalText } from '../values/kopecks.ts';
import { STATUS } from '../values/payment-status.ts';
import type { Payment } from './payment.ts';

/** The values of `payment_status`. */
export const CALLBACK_WORDS = ['success', 'cancel'] as const;
/** The status in a callback: `success` for a paid payment, `cancel` for a cancelled or failed one. */
export type CallbackWord = (typeof CALLBACK_WORDS)[number];

/** A callback as the gateway sends it. `amount` is in roubles, a float, unlike the rest of the API. */
export interface CallbackJson {
  readonly id: number;
  readonly amount: number;
  readonly currency: 'RUB';
  readonly uuid: string;
  readonly payment_status: CallbackWord;
}

/** The true callback about a payment. */
export function callbackOf(payment: Payment, word: CallbackWord): CallbackJson {
  return {
    id: payment.origin.id,
    amount: Number(decimalText(payment.order.amount)),
    currency: 'RUB',
    uuid: payment.order.uuid,
    payment_status: word,
  };
}

/** The word of a payment's status, or null for a status without a callback. */
export function wordFor(status: number): CallbackWord | null {
  if (status === STATUS.paid) return 'success';
  return status === STATUS.cancelled || status === STATUS.failed ? 'cancel' : null;
}

/** True for a word that a callback can carry. */
export function isCallbackWord(value: unknown): value is CallbackWord {
  return CALLBACK_WORDS.some((word) => word === value);
}
