import type { OrderAnswer } from '../domain/wire.ts';

/** What came of asking for a payment page. */
export type Creation =
  | { readonly kind: 'created'; readonly id: string; readonly paymentUrl: string }
  | { readonly kind: 'price_changed'; readonly order: OrderAnswer }
  | { readonly kind: 'already_paid'; readonly id: string };
