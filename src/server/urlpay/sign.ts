import { toHex } from '../runtime/encoding.ts';

const AMOUNT = /^(0|[1-9][0-9]*)\.[0-9]{2}$/;

/**
 * Computes UrlPay's `sign` of `POST /v2/payments`: lower-case hex SHA-1 of `currency + amount + shopId + secret`.
 *
 * The parts have no separator: amount "100" of shop 15 and amount "1001" of shop 5 would have the same signature. So each
 * part must match a strict pattern.
 *
 * @param currency three lower-case letters, e.g. `rub`
 * @param amount roubles with exactly two decimals, e.g. `1000.50`; the same text that is sent
 * @param secret the shop's secret word from the gateway's cabinet; not the API key
 * @throws {TypeError} naming the part that does not match; it quotes no value
 */
export async function sign(
  currency: string,
  amount: string,
  shopId: number,
  secret: string,
): Promise<string> {
  if (!/^[a-z]{3}$/.test(currency)) throw new TypeError('sign: currency must be three lower-case letters');
  if (!AMOUNT.test(amount)) throw new TypeError('sign: amount must look like 1000.50');
  if (!Number.isSafeInteger(shopId) || shopId <= 0)
    throw new TypeError('sign: shopId must be a positive integer');
  if (typeof secret !== 'string' || secret === '') throw new TypeError('sign: secret is missing');
  const text = `${currency}${amount}${shopId}${secret}`;
  return toHex(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text)));
}
