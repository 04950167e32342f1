import type { Consent } from './consent.ts';
import type { Currency } from '../money/currency.ts';
import { without } from '../reading/fields.ts';
import { toWireItem, type WireItem } from './item.ts';
import { writeKopecks } from '../money/money.ts';
import type { Order } from './order.ts';
import type { Period } from './period.ts';

/** The payment that a browser asks a signer for: UrlPay's PaymentRequest without `sign`. The signer decides on the prices. */
export interface Claim {
  currency: Currency;
  /** roubles with two decimals */
  amount: string;
  /** the order's own number */
  uuid: string;
  /** UrlPay's number of the shop */
  shopId?: number;
  description: string;
  /** the page to which the gateway returns the buyer after paying */
  website_url?: string;
  /** the period of a recurring charge; `null` for a single payment */
  subscribe: Period | null;
  /** seconds that the money is held; `null` to charge at once */
  holdTime: number | null;
  /** of the payment page, e.g. `ru` */
  language?: string;
  items: WireItem[];
  /** the buyer's consents; the signer keeps them and does not send them to the gateway */
  consents?: readonly Consent[];
}

/** The fields of a claim beside the order. */
export interface ClaimExtras {
  shopId?: number | undefined;
  websiteUrl?: string | undefined;
  language?: string | undefined;
  consents?: readonly Consent[] | undefined;
}

/** Makes the claim of an order. Its fields come in the sequence of the API's documentation, then our own. */
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
