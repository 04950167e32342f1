import * as z from 'zod';
import { checkId, type CallOptions, type ApiClient } from './transport/api-client.ts';
import { id, money, success, word } from './fields/answer-fields.ts';

/**
 * UrlPay's `Balance` of `GET /v2/shops/{shopId}/balances`. `balance`, `hold` and `available` (the balance minus the hold) are
 * in kopecks; they may be negative, and are `null` if the gateway leaves them out.
 */
export const ShopBalance = z.object({
  shop_id: id,
  currency: word,
  balance: money,
  hold: money,
  available: money,
});
export type ShopBalance = z.infer<typeof ShopBalance>;

/** 200 of `GET /v2/shops/{shopId}/balances`. */
const BalancesAnswer = z.object({ success, data: z.object({ balances: z.array(ShopBalance) }) });

/**
 * Calls `GET /v2/shops/{shopId}/balances`.
 *
 * @throws {KvitError} as every read
 * @throws {TypeError} unless `shopId` is a positive integer
 */
export async function fetchBalances(
  api: ApiClient,
  shopId: number,
  options?: CallOptions,
): Promise<readonly ShopBalance[]> {
  const path = `/v2/shops/${checkId(shopId)}/balances`;
  return (await api.read(path, BalancesAnswer, options)).data.balances;
}
