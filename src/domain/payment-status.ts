/** What a gateway status means to us. `unknown` is a number nobody has published: still checking, never an end. */
export type PaymentMeaning = 'created' | 'processing' | 'cancelled' | 'paid' | 'failed' | 'held' | 'unknown';

/** `Payment.status` of UrlPay: code, meaning, Russian name, English name. 5 and 6 differ in a way nobody published. */
export const PAYMENT_STATUSES: readonly (readonly [number, PaymentMeaning, string, string])[] = [
  [0, 'created', 'Создан', 'Created'],
  [1, 'processing', 'В обработке', 'Processing'],
  [2, 'cancelled', 'Отменен', 'Cancelled'],
  [3, 'paid', 'Обработан', 'Paid'],
  [4, 'failed', 'Ошибка', 'Error'],
  [5, 'held', 'Холд', 'Hold'],
  [6, 'held', 'Холд', 'Hold'],
];

/** Reads a status as it came; anything that is not one of the published integers is `unknown`. */
export function paymentMeaning(status: unknown): PaymentMeaning {
  return PAYMENT_STATUSES.find(([code]) => code === status)?.[1] ?? 'unknown';
}
