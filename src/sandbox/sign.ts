import { hex } from './entropy.ts';

/** What the signature covers. `amount` is the text as it stood in the request. */
export interface SignedFields {
  readonly currency: string;
  readonly amount: string;
  readonly shopId: number;
}

/** UrlPay's signature: lower-case hexadecimal SHA-1 of the fields and the shop's secret, with nothing in between. */
export async function signatureOf(fields: SignedFields, secret: string): Promise<string> {
  const text = fields.currency + fields.amount + String(fields.shopId) + secret;
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text))));
}
