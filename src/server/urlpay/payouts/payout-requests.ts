/**
 * Requests about payouts. Strict, so that a mistake is found before money moves: every broken rule is named with its field,
 * and an unknown field is an error too. Amounts are in kopecks.
 */
import * as z from 'zod';
import { date, digits, filled, gatewayId, kopecks, rule, text, whole } from '../fields/request-fields.ts';

const MAX_DEPTH = 16;

/** Lengths: a card by ISO/IEC 7812, an account and a bank's BIC by the Bank of Russia. */
const card = digits(12, 19);
const account = digits(20, 20);
const bankCode = digits(9, 9);
const phone = text.regex(/^\+?[0-9]{10,15}$/, 'must look like +79001234567');

/** True if `JSON.stringify` writes the value completely and unchanged. */
function isJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === MAX_DEPTH) return false;
  if (!Array.isArray(value) && ![Object.prototype, null].includes(Object.getPrototypeOf(value))) return false;
  return Object.values(value).every((inner) => isJson(inner, depth + 1));
}

const metadata = z.custom<Record<string, unknown>>(
  (value) => !Array.isArray(value) && typeof value === 'object' && value !== null && isJson(value),
  'must be an object of plain JSON',
);

const recipient = {
  recipient_bank_code: bankCode.optional(),
  recipient_name: filled,
  recipient_phone: phone.optional(),
  amount: kopecks,
  currency: z.literal('rub', rule('must be rub')),
  description: text.optional(),
  comment: text.optional(),
  metadata: metadata.optional(),
};

const reference = { external_id: filled.optional() };

const toCard = {
  ...reference,
  payout_type: z.literal('card'),
  recipient_card_number: card,
  recipient_account_number: account.optional(),
  ...recipient,
};

const toAccount = {
  ...reference,
  payout_type: z.literal('account'),
  recipient_card_number: card.optional(),
  recipient_account_number: account,
  ...recipient,
};

const typeRule = { error: 'must be card or account' };
const shop = { shop_id: gatewayId.optional() };

/** UrlPay's `CardPayoutRequest`, body of `POST /v2/card-payouts`. `amount` is in kopecks; `shop_id` defaults to the client's shop. */
export const PayoutRequest = z.discriminatedUnion(
  'payout_type',
  [z.strictObject({ ...shop, ...toCard }), z.strictObject({ ...shop, ...toAccount })],
  typeRule,
);
export type PayoutRequest = z.infer<typeof PayoutRequest>;

/** One payout of a bulk. */
const BulkPayout = z.discriminatedUnion(
  'payout_type',
  [z.strictObject(toCard), z.strictObject(toAccount)],
  typeRule,
);

/**
 * UrlPay's `BulkCardPayoutRequest`, body of `POST /v2/card-payouts/bulk`. Amounts are in kopecks; `shop_id` defaults to the
 * client's shop.
 */
export const BulkPayoutRequest = z.strictObject({
  ...shop,
  payouts: z
    .array(BulkPayout, rule('must be a list'))
    .min(1, 'must have at least one payout')
    .superRefine((payouts, context) => {
      const ids = payouts.map((payout) => payout.external_id);
      for (const [index, id] of ids.entries()) {
        if (id === undefined || ids.indexOf(id) === index) continue;
        context.addIssue({ code: 'custom', path: [index, 'external_id'], message: 'is used twice' });
      }
    }),
});
export type BulkPayoutRequest = z.infer<typeof BulkPayoutRequest>;

/** UrlPay's `CardPayoutUpdateRequest`, body of `PUT /v2/card-payouts/{id}`: the fields to change. `amount` is in kopecks. */
export const PayoutUpdate = z
  .strictObject({
    recipient_card_number: card.optional(),
    recipient_account_number: account.optional(),
    recipient_bank_code: recipient.recipient_bank_code,
    recipient_name: filled.optional(),
    recipient_phone: recipient.recipient_phone,
    amount: kopecks.optional(),
    description: recipient.description,
    comment: recipient.comment,
    metadata: recipient.metadata,
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change something');
export type PayoutUpdate = z.infer<typeof PayoutUpdate>;

/** Body of `POST /v2/card-payouts/{id}/cancel`. */
export const Cancellation = z.strictObject({ reason: filled.optional() });

const period = { shop_id: gatewayId.optional(), date_from: date.optional(), date_to: date.optional() };

/** Compares the dates as text, since ISO dates sort that way. */
const inOrder = ({
  date_from: from,
  date_to: to,
}: {
  date_from?: string | undefined;
  date_to?: string | undefined;
}) => from === undefined || to === undefined || from <= to;
const orderRule = { path: ['date_to'], error: 'must not be before date_from' };

/** Filters of `GET /v2/card-payouts/statistics`. Dates are `YYYY-MM-DD`. */
export const StatisticsFilter = z.strictObject(period).refine(inOrder, orderRule);
export type StatisticsFilter = z.infer<typeof StatisticsFilter>;

/** Filters of `GET /v2/card-payouts`. Dates are `YYYY-MM-DD`; pages are counted from 1. */
export const PayoutFilter = z
  .strictObject({
    shop_id: period.shop_id,
    status: filled.optional(),
    currency: filled.optional(),
    payout_type: z.enum(['card', 'account'], typeRule).optional(),
    date_from: period.date_from,
    date_to: period.date_to,
    per_page: whole(1, 100, 'a whole number from 1 to 100').optional(),
    page: whole(1, Number.MAX_SAFE_INTEGER, 'a whole number, 1 or more').optional(),
    search: filled.optional(),
  })
  .refine(inOrder, orderRule);
export type PayoutFilter = z.infer<typeof PayoutFilter>;

/** Parts of `GET /v2/card-payouts/external/{external_id}`. `.` and `..` would lead to another path. */
export const ExternalRequest = z.strictObject({
  external_id: filled.refine((id) => id !== '.' && id !== '..', 'must not be . or ..'),
  shop_id: gatewayId.optional(),
});
