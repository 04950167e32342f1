/** The gateway's answers about payouts: tolerant, as the API marks every field of them as optional. Money is in kopecks. */
import * as z from 'zod';
import {
  about,
  count,
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
 * UrlPay's `CardPayout`. `amount` and `amount_with_fee` are in kopecks; `null` is what the gateway left out. `status` is one
 * of the words of `payouts.statuses()`, which nobody has published: treat one you do not know as "still under way".
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
  user: about({ id, name: note, email: note }),
  shop: about({ id, name: note, url: note }),
});
export type CardPayout = z.infer<typeof CardPayout>;

/** UrlPay's `Pagination`; pages are counted from 1. */
export const Pagination = z.object({ current_page: count, last_page: count, per_page: count, total: count });
export type Pagination = z.infer<typeof Pagination>;

/** 200 of `GET /v2/card-payouts`. */
export const PayoutsAnswer = z.object({
  success,
  data: z.array(CardPayout),
  pagination: Pagination.nullish(),
});

/** 200 or 201 of the calls that answer one payout. */
export const PayoutAnswer = z.object({ success, data: CardPayout });

/** 201 of `POST /v2/card-payouts/bulk`. */
export const BulkAnswer = z.object({
  success,
  data: z.object({ created_count: count, payouts: z.array(CardPayout) }),
});
/** What became of a bulk; `created_count` is the gateway's own count, `null` where it gave none. */
export type CreatedPayouts = z.infer<typeof BulkAnswer>['data'];

const Groups = dictionary(z.object({ text: note, count, amount: money })).nullish();

/** UrlPay's `PayoutStatistics`; amounts are in kopecks. Groups are by the words of the dictionaries. */
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

/** 200 of `GET /v2/card-payouts/currencies`, `…/types` and `…/statuses`: words with their names. */
export const DictionaryAnswer = z.object({ success, data: dictionary(label) });
