/** The statuses of a payout. UrlPay documents only `pending` and that processing can be cancelled. */
export const PAYOUT_STATUSES = {
  pending: 'Ожидает обработки',
  processing: 'В обработке',
  completed: 'Выплачена',
  failed: 'Ошибка',
  cancelled: 'Отменена',
} as const;

export const PAYOUT_TYPES = { card: 'На карту', account: 'На счет' } as const;

export const PAYOUT_CURRENCIES = { rub: 'Российский рубль' } as const;

export type PayoutStatus = keyof typeof PAYOUT_STATUSES;
export type PayoutType = keyof typeof PAYOUT_TYPES;
