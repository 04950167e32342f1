/** The example of the API's documentation. */
export const PAYOUT = {
  id: 1,
  user_id: 1,
  shop_id: 5,
  external_id: 'payout_123',
  payout_type: 'card',
  recipient_card_number: '1234****3456',
  recipient_account_number: '40817810099910004312',
  recipient_bank_code: '044525225',
  recipient_name: 'Иванов Иван Иванович',
  recipient_phone: '+79001234567',
  amount: 1000.5,
  amount_with_fee: 1005.5,
  currency: 'rub',
  status: 'pending',
  description: 'Выплата за услуги',
  comment: 'Дополнительная информация',
  metadata: {},
  cancelled_reason: 'Запрос от клиента',
  processed_at: '2023-10-01T12:00:00Z',
  created_at: '2023-10-01T10:00:00Z',
  updated_at: '2023-10-01T12:00:00Z',
  user: { id: 1, name: 'Иван Иванов', email: 'user@example.com' },
  shop: { id: 5, name: 'Мой магазин', url: 'https://myshop.com' },
};

/** {@link PAYOUT} as the client returns it. */
export const READ_PAYOUT = { ...PAYOUT, amount: 100_050, amount_with_fee: 100_550 };

export const TO_CARD = {
  external_id: 'payout_123',
  payout_type: 'card',
  recipient_card_number: '1234567890123456',
  recipient_name: 'Иванов Иван Иванович',
  amount: 100_050,
  currency: 'rub',
} as const;

export const TO_ACCOUNT = {
  payout_type: 'account',
  recipient_account_number: '40817810099910004312',
  recipient_bank_code: '044525225',
  recipient_name: 'Иванов Иван Иванович',
  amount: 7,
  currency: 'rub',
} as const;
