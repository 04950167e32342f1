import * as z from 'zod';
import { checkId, type CallOptions, type GatewayCalls } from './transport/gateway-calls.ts';
import { id, money, success, word } from './fields/answer-fields.ts';

/**
 * UrlPay's `Balance`. `balance`, `hold` and `available` (what is left of the balance without the hold) are in kopecks, perhaps
 * negative, and `null` where the gateway leaves them out.
 */
export const Balance = z.object({
  shop_id: id,
  currency: word,
  balance: money,
  hold: money,
  available: money,
});
export type Balance = z.infer<typeof Balance>;

/** 200 of `GET /v2/shops/{shopId}/balances`. */
export const BalancesAnswer = z.object({ success, data: z.object({ balances: z.array(Balance) }) });

/** `GET /v2/shops/{shopId}/balances`. @throws {KvitError} as every read; {TypeError} for a shop that is no positive integer */
export async function fetchBalances(
  calls: GatewayCalls,
  shopId: number,
  options?: CallOptions,
): Promise<readonly Balance[]> {
  const path = `/v2/shops/${checkId(shopId)}/balances`;
  return (await calls.read(path, BalancesAnswer, options)).data.balances;
}
