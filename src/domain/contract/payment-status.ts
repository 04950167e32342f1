/** What a gateway status means to us. `unknown` is a number nobody has published: still checking, never an end. */
export type PaymentMeaning = 'created' | 'processing' | 'cancelled' | 'paid' | 'failed' | 'held' | 'unknown';

/** By `Payment.status` of UrlPay, 0 to 6. The two holds differ in a way nobody published. */
const MEANINGS = ['created', 'processing', 'cancelled', 'paid', 'failed', 'held', 'held'] as const;

/** The names of the same seven: code, Russian, English. */
export const PAYMENT_STATUSES: readonly (readonly [code: number, ru: string, en: string])[] = [
  [0, 'Создан', 'Created'],
  [1, 'В обработке', 'Processing'],
  [2, 'Отменен', 'Cancelled'],
  [3, 'Обработан', 'Paid'],
  [4, 'Ошибка', 'Error'],
  [5, 'Холд', 'Hold'],
  [6, 'Холд', 'Hold'],
];

/** Reads a status as it came; anything that is not one of the published integers is `unknown`. */
export function paymentMeaning(status: unknown): PaymentMeaning {
  return MEANINGS.find((_, code) => code === status) ?? 'unknown';
}
