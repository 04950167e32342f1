import type { PricedOrder } from './pricing.ts';

/** A checked request for the payment page of an order. */
export interface CreationRequest extends PricedOrder {
  /** the page to which the gateway returns the buyer after paying */
  readonly websiteUrl: string | undefined;
  /** language of the payment page, e.g. `ru` */
  readonly language: string | undefined;
  readonly idempotencyKey: string | null;
  /** SHA-256 of the request body; `null` without an idempotency key */
  readonly bodyHash: string | null;
  /** a JSON list of `KeptConsent`, stored with the attempt */
  readonly consents: string | null;
  /** ms since the epoch, shortly before the merchant was asked for the price */
  readonly pricedAt: number;
}

/** The payment page as the browser receives it. */
export interface ReleasedPage {
  /** the attempt's handle */
  readonly id: string;
  /** an address on an allowed host */
  readonly paymentUrl: string;
}

/** Hosts of payment pages that the merchant allows. */
export type PayHosts = readonly string[];
