import { hex } from '../values/entropy.ts';
import { sha1 } from '../values/sha-1.ts';

/** What the signature covers. `amount` is the text as it stood in the request. */
export interface SignedFields {
  readonly currency: string;
  readonly amount: string;
  readonly shopId: number;
}

/** UrlPay's signature: lower-case hexadecimal SHA-1 of the fields and the shop's secret, with nothing in between. */
export function signatureOf(fields: SignedFields, secret: string): string {
  const text = fields.currency + fields.amount + String(fields.shopId) + secret;
  return hex(sha1(new TextEncoder().encode(text)));
}
