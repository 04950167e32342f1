/** The browser's entry: registers the elements, and exports their classes, events, types and `configure`. */
import { defineElements } from './elements/define.ts';

defineElements();

export type { KvitElements } from './elements/define.ts';
export { configure, type Configuration, type Seller } from './elements/configuration.ts';
export * from './elements/events.ts';
export { KvitButton } from './elements/kvit-button.ts';
export { KvitCart } from './elements/kvit-cart.ts';
export { KvitCheckout } from './elements/kvit-checkout.ts';
export { KvitItem } from './elements/kvit-item.ts';
export { KvitReceipt } from './elements/kvit-receipt.ts';
export { KvitStatus } from './elements/kvit-status.ts';
export { KvitSubscriptions } from './elements/kvit-subscriptions.ts';
export type { Snapshot } from './elements/snapshot.ts';
export { KvitError, type FieldError, type KvitErrorCode } from './domain/errors.ts';
export type { Consent } from './domain/consent.ts';
export type { Claim } from './domain/claim.ts';
export type { Item } from './domain/item.ts';
export type { Line } from './domain/line.ts';
export type { Order } from './domain/order.ts';
export type { VatRate } from './domain/vat.ts';
export type { Language, Messages } from './i18n/messages.ts';
export type { Texts } from './i18n/pack.ts';
export type { StateName } from './session/checkout-state.ts';
export type { Signer, SignerCall } from './signer/signer.ts';
