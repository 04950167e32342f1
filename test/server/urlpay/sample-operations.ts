import type { UrlPay } from '../../../src/server/index.ts';
import { PAYOUT, READ_PAYOUT, TO_ACCOUNT, TO_CARD } from './sample-payouts.ts';
import { ORDER } from './test-client.ts';

/** One operation of the API: the call, the expected request, a documented answer, and the expected result. */
export interface Operation {
  readonly sent: string;
  readonly body?: string;
  readonly call: (urlPay: UrlPay, signal?: AbortSignal) => Promise<unknown>;
  readonly answer: unknown;
  readonly gives: unknown;
}

const done = { success: true };
const payout = { success: true, data: PAYOUT };
const words = { success: true, data: { card: 'На карту', account: 'На счет' } };
const payment = { id: 7, uuid: 'a', amount: '1.00', currency: 'rub', description: 'x', status: 3 };
const group = { text: 'На карту', count: 100, amount: 35000 };

/** All 22 operations, in the order of the API's documentation. */
export const OPERATIONS: readonly Operation[] = [
  {
    sent: 'POST /v2/payments',
    body: `{"currency":"rub","amount":"250.50","uuid":"invoice_123.2","shopId":5,"description":"Покупка булочек","website_url":"https://shop.test/back","subscribe":null,"holdTime":null,"language":"ru","items":[{"description":"Булочка с маком","quantity":3,"price":83.5,"vat_code":2,"payment_subject":1,"payment_mode":4,"measurement_unit":0}],"sign":"b78d8d60982c6dd297aa24d12d1458a29306ca53"}`,
    call: (urlPay, signal) =>
      urlPay.createPayment(ORDER, {
        uuid: 'invoice_123.2',
        websiteUrl: 'https://shop.test/back',
        language: 'ru',
        signal,
      }),
    answer: { success: true, paymentUrl: 'https://site.ru/', id: 1 },
    gives: { id: 1, paymentUrl: 'https://site.ru/' },
  },
  {
    sent: 'GET /v2/payments',
    call: (urlPay, signal) => urlPay.listPayments({ signal }),
    answer: { items: [payment] },
    gives: [payment],
  },
  {
    sent: 'GET /v2/payments/7',
    call: (urlPay, signal) => urlPay.getPayment(7, { signal }),
    answer: { success: true, payment },
    gives: payment,
  },
  {
    sent: 'PUT /v2/payments/7/hold',
    call: (urlPay, signal) => urlPay.captureHold(7, { signal }),
    answer: done,
    gives: undefined,
  },
  {
    sent: 'DELETE /v2/payments/7/hold',
    call: (urlPay, signal) => urlPay.cancelHold(7, { signal }),
    answer: done,
    gives: undefined,
  },
  {
    sent: 'PUT /v2/payments/7/refund',
    call: (urlPay, signal) => urlPay.refund(7, { signal }),
    answer: done,
    gives: undefined,
  },
  {
    sent: 'GET /v2/payments/7/receipt',
    call: (urlPay, signal) => urlPay.getReceipt(7, { signal }),
    answer: { status: 'success', items: [{ id: 1, daemon_code: 'DAEMON123', total: 1000.5 }] },
    gives: [{ id: 1, daemon_code: 'DAEMON123', total: 1000.5 }],
  },
  {
    sent: 'GET /v2/subscribes',
    call: (urlPay, signal) => urlPay.listSubscriptions({ signal }),
    answer: { items: [{ id: '1', status: '0', currency: 'rub', amount: '1000.50', interval: null }] },
    gives: [{ id: 1, status: 0, currency: 'rub', amount: '1000.50', interval: null }],
  },
  {
    sent: 'DELETE /v2/subscribes/7',
    call: (urlPay, signal) => urlPay.cancelSubscription(7, { signal }),
    answer: done,
    gives: undefined,
  },
  {
    sent: 'POST /payments/callback',
    body: '{"id":12345,"amount":100.50,"currency":"RUB","uuid":"external-uuid-123","payment_status":"success"}',
    call: (urlPay, signal) =>
      urlPay.requestCallback(
        {
          payment_status: 'success',
          uuid: 'external-uuid-123',
          id: 12_345,
          amount: 10_050,
          currency: 'RUB',
        },
        { signal },
      ),
    answer: {},
    gives: undefined,
  },
  {
    sent: 'GET /v2/shops/5/balances',
    call: (urlPay, signal) => urlPay.getBalances({ signal }),
    answer: {
      success: true,
      data: { balances: [{ shop_id: 5, currency: 'rub', balance: 1000.5, hold: '200', available: 800.5 }] },
    },
    gives: [{ shop_id: 5, currency: 'rub', balance: 100_050, hold: 20_000, available: 80_050 }],
  },
  {
    sent: 'GET /v2/card-payouts?shop_id=5&status=pending&currency=rub&payout_type=card&date_from=2026-01-31&date_to=2026-02-01&per_page=100&page=2&search=%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2+%26+%2B79',
    call: (urlPay, signal) =>
      urlPay.payouts.list(
        {
          search: 'Иванов & +79',
          page: 2,
          per_page: 100,
          date_to: '2026-02-01',
          date_from: '2026-01-31',
          payout_type: 'card',
          currency: 'rub',
          status: 'pending',
          shop_id: 5,
        },
        { signal },
      ),
    answer: {
      success: true,
      data: [PAYOUT],
      pagination: { current_page: 1, last_page: '10', per_page: 15, total: 150 },
    },
    gives: {
      payouts: [READ_PAYOUT],
      pagination: { current_page: 1, last_page: 10, per_page: 15, total: 150 },
    },
  },
  {
    sent: 'POST /v2/card-payouts',
    body: '{"shop_id":5,"external_id":"payout_123","payout_type":"card","recipient_card_number":"1234567890123456","recipient_name":"Иванов Иван Иванович","recipient_phone":"+79001234567","amount":1000.50,"currency":"rub","description":"Выплата за услуги","metadata":{"order_id":"12345","amount":0.1}}',
    call: (urlPay, signal) =>
      urlPay.payouts.create(
        {
          ...TO_CARD,
          metadata: { order_id: '12345', amount: 0.1 },
          description: 'Выплата за услуги',
          recipient_phone: '+79001234567',
        },
        { signal },
      ),
    answer: payout,
    gives: READ_PAYOUT,
  },
  {
    sent: 'POST /v2/card-payouts/bulk',
    body: '{"shop_id":6,"payouts":[{"external_id":"payout_123","payout_type":"card","recipient_card_number":"1234567890123456","recipient_name":"Иванов Иван Иванович","amount":1000.50,"currency":"rub"},{"payout_type":"account","recipient_account_number":"40817810099910004312","recipient_bank_code":"044525225","recipient_name":"Иванов Иван Иванович","amount":0.07,"currency":"rub"}]}',
    call: (urlPay, signal) =>
      urlPay.payouts.createMany({ payouts: [TO_CARD, TO_ACCOUNT], shop_id: 6 }, { signal }),
    answer: { success: true, data: { created_count: 5, payouts: [PAYOUT] } },
    gives: { created_count: 5, payouts: [READ_PAYOUT] },
  },
  {
    sent: 'GET /v2/card-payouts/statistics?shop_id=5&date_from=2026-01-01&date_to=2026-01-01',
    call: (urlPay, signal) =>
      urlPay.payouts.getStatistics(
        { date_to: '2026-01-01', date_from: '2026-01-01', shop_id: 5 },
        { signal },
      ),
    answer: {
      success: true,
      data: {
        total_count: 150,
        total_amount: 50_000,
        by_status: [],
        by_currency: {},
        by_type: { card: group },
      },
    },
    gives: {
      total_count: 150,
      total_amount: 5_000_000,
      by_status: {},
      by_currency: {},
      by_type: { card: { ...group, amount: 3_500_000 } },
    },
  },
  {
    sent: 'GET /v2/card-payouts/currencies',
    call: (urlPay, signal) => urlPay.payouts.listCurrencies({ signal }),
    answer: { success: true, data: { rub: 'Российский рубль' } },
    gives: { rub: 'Российский рубль' },
  },
  {
    sent: 'GET /v2/card-payouts/types',
    call: (urlPay, signal) => urlPay.payouts.listTypes({ signal }),
    answer: words,
    gives: words.data,
  },
  {
    sent: 'GET /v2/card-payouts/statuses',
    call: (urlPay, signal) => urlPay.payouts.listStatuses({ signal }),
    answer: words,
    gives: words.data,
  },
  {
    sent: 'GET /v2/card-payouts/external/payout_123?shop_id=6',
    call: (urlPay, signal) => urlPay.payouts.getByExternalId('payout_123', { shop_id: 6, signal }),
    answer: payout,
    gives: READ_PAYOUT,
  },
  {
    sent: 'GET /v2/card-payouts/1',
    call: (urlPay, signal) => urlPay.payouts.get(1, { signal }),
    answer: payout,
    gives: READ_PAYOUT,
  },
  {
    sent: 'PUT /v2/card-payouts/1',
    body: '{"recipient_card_number":"1234567890123456","amount":0.10,"comment":""}',
    call: (urlPay, signal) =>
      urlPay.payouts.update(
        1,
        { comment: '', amount: 10, recipient_card_number: '1234567890123456' },
        { signal },
      ),
    answer: payout,
    gives: READ_PAYOUT,
  },
  {
    sent: 'POST /v2/card-payouts/1/cancel',
    body: '{"reason":"Запрос от клиента"}',
    call: (urlPay, signal) => urlPay.payouts.cancel(1, { reason: 'Запрос от клиента', signal }),
    answer: payout,
    gives: READ_PAYOUT,
  },
];

export const isRead = ({ sent }: Operation): boolean => sent.startsWith('GET ');
