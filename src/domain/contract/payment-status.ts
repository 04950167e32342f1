/** The meaning of a gateway status. `unknown` is a number that UrlPay has not published: the payment is still checked, never ended. */
export type PaymentMeaning = 'created' | 'processing' | 'cancelled' | 'paid' | 'failed' | 'held' | 'unknown';

/** By `Payment.status` of UrlPay. The API has two holds and does not say how they differ. */
const MEANINGS: Readonly<Partial<Record<number, PaymentMeaning>>> = {
  0: 'created', // Создан
  1: 'processing', // В обработке
  2: 'cancelled', // Отменен
  3: 'paid', // Обработан
  4: 'failed', // Ошибка
  5: 'held', // Холд
  6: 'held', // Холд
};

/** Reads a status of any type; `unknown` for everything but a published number. */
export function paymentMeaning(status: unknown): PaymentMeaning {
  return (typeof status === 'number' ? MEANINGS[status] : undefined) ?? 'unknown';
}
