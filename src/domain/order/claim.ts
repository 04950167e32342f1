import type { Consent } from './consent.ts';
import type { Currency } from '../money/currency.ts';
import { without } from '../reading/fields.ts';
import { toWireItem, type WireItem } from './item.ts';
import { writeKopecks } from '../money/money.ts';
import type { Order } from './order.ts';
import type { Period } from './period.ts';

/** What a browser asks a signer to charge: UrlPay's PaymentRequest without `sign`. A claim, never a price. */
export interface Claim {
  currency: Currency;
  /** roubles with two decimals */
  amount: string;
  uuid: string;
  shopId?: number;
  description: string;
  /** where the gateway sends the buyer after paying */
  website_url?: string;
  subscribe: Period | null;
  /** seconds */
  holdTime: number | null;
  language?: string;
  items: WireItem[];
  /** what the buyer agreed to; kept by the signer, and no business of the gateway's */
  consents?: readonly Consent[];
}

/** What a claim carries beside the order. */
export interface ClaimExtras {
  shopId?: number | undefined;
  websiteUrl?: string | undefined;
  language?: string | undefined;
  consents?: readonly Consent[] | undefined;
}

/** The claim of an order, in the order of the API's own documentation; what is not the API's comes last. */
export function toClaim(order: Order, { shopId, websiteUrl, language, consents }: ClaimExtras = {}): Claim {
  return without<Claim>(undefined, {
    currency: order.currency,
    amount: writeKopecks(order.amount),
    uuid: order.uuid,
    shopId,
    description: order.description,
    website_url: websiteUrl,
    subscribe: order.subscribe,
    holdTime: order.holdTime,
    language,
    items: order.lines.map(toWireItem),
    consents: consents?.length ? consents : undefined,
  });
}
