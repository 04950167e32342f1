import { createHash } from 'node:crypto';

/** The fields that the signature covers. `amount` is the text exactly as sent. */
interface SignedFields {
  readonly currency: string;
  readonly amount: string;
  readonly shopId: number;
}

/** UrlPay's signature: the lower-case hexadecimal SHA-1 of the fields and the shop's secret, without separators. */
export function signatureOf({ currency, amount, shopId }: SignedFields, secret: string): string {
  return createHash('sha1').update(`${currency}${amount}${shopId}${secret}`).digest('hex');
}
