/** The statuses of a payout with UrlPay's labels. UrlPay documents only `pending` and that processing can be cancelled. */
export const PAYOUT_STATUSES = {
  pending: 'Ожидает обработки',
  processing: 'В обработке',
  completed: 'Выплачена',
  failed: 'Ошибка',
  cancelled: 'Отменена',
} as const;

/** The types of a payout with UrlPay's labels. */
export const PAYOUT_TYPES = { card: 'На карту', account: 'На счет' } as const;

/** The currencies of a payout with UrlPay's labels. */
export const PAYOUT_CURRENCIES = { rub: 'Российский рубль' } as const;

/** The status of a payout. */
export type PayoutStatus = keyof typeof PAYOUT_STATUSES;
/** The recipient of a payout: a card or a bank account. */
export type PayoutType = keyof typeof PAYOUT_TYPES;
