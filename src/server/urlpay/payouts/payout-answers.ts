/** Answers about payouts. Tolerant, since the API marks every field as optional. Money is in kopecks. */
import * as z from 'zod';
import {
  count,
  details,
  dictionary,
  id,
  label,
  metadata,
  money,
  note,
  ownId,
  success,
  word,
} from '../fields/answer-fields.ts';

/**
 * UrlPay's `CardPayout` of `/v2/card-payouts`. `amount` and `amount_with_fee` are in kopecks. A field that the gateway leaves
 * out is `null`. `status` is one of the words of `payouts.listStatuses()`, which UrlPay does not document: treat an unknown
 * one as "still in progress".
 */
export const CardPayout = z.object({
  id: ownId,
  user_id: id,
  shop_id: id,
  external_id: word,
  payout_type: word,
  /** masked by the gateway */
  recipient_card_number: note,
  recipient_account_number: note,
  recipient_bank_code: note,
  recipient_name: note,
  recipient_phone: note,
  amount: money,
  amount_with_fee: money,
  currency: word,
  status: word,
  description: note,
  comment: note,
  metadata,
  cancelled_reason: note,
  processed_at: note,
  created_at: note,
  updated_at: note,
  user: details({ id, name: note, email: note }),
  shop: details({ id, name: note, url: note }),
});
export type CardPayout = z.infer<typeof CardPayout>;

/** UrlPay's `Pagination` of `GET /v2/card-payouts`; pages are counted from 1. */
export const PayoutPagination = z.object({
  current_page: count,
  last_page: count,
  per_page: count,
  total: count,
});
export type PayoutPagination = z.infer<typeof PayoutPagination>;

/** 200 of `GET /v2/card-payouts`. */
export const PayoutsAnswer = z.object({
  success,
  data: z.array(CardPayout),
  pagination: PayoutPagination.nullish(),
});

/** 200 or 201 of the calls that return one payout. */
export const PayoutAnswer = z.object({ success, data: CardPayout });

/** 201 of `POST /v2/card-payouts/bulk`. */
export const BulkAnswer = z.object({
  success,
  data: z.object({ created_count: count, payouts: z.array(CardPayout) }),
});
/** The result of `POST /v2/card-payouts/bulk`. `created_count` is the gateway's count; `null` if it gives none. */
export type CreatedPayouts = z.infer<typeof BulkAnswer>['data'];

const Groups = dictionary(z.object({ text: note, count, amount: money })).nullish();

/**
 * UrlPay's `PayoutStatistics` of `GET /v2/card-payouts/statistics`. Amounts are in kopecks. The keys of each group are the
 * words of `listStatuses()`, `listCurrencies()` and `listTypes()`.
 */
export const PayoutStatistics = z.object({
  total_count: count,
  total_amount: money,
  by_status: Groups,
  by_currency: Groups,
  by_type: Groups,
});
export type PayoutStatistics = z.infer<typeof PayoutStatistics>;

/** 200 of `GET /v2/card-payouts/statistics`. */
export const StatisticsAnswer = z.object({ success, data: PayoutStatistics });

/** 200 of `GET /v2/card-payouts/currencies`, `…/types` and `…/statuses`: each word with its name. */
export const DictionaryAnswer = z.object({ success, data: dictionary(label) });
