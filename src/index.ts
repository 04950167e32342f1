/** The entry of the npm package for browsers. It registers the elements, and exports their classes, events, types and `configure`. */
import { defineElements } from './elements/define.ts';

defineElements();

export type { KvitElements } from './elements/define.ts';
export { configure, type Configuration, type Seller } from './elements/base/configuration.ts';
export * from './elements/base/events.ts';
export { KvitButton } from './elements/button/kvit-button.ts';
export { KvitCart } from './elements/cart/kvit-cart.ts';
export { KvitCheckout } from './elements/checkout/kvit-checkout.ts';
export { KvitItem } from './elements/cart/kvit-item.ts';
export { KvitReceipt } from './elements/receipt/kvit-receipt.ts';
export { KvitStatus } from './elements/payment/kvit-status.ts';
export { KvitSubscriptions } from './elements/subscriptions/kvit-subscriptions.ts';
export type { Snapshot } from './elements/payment/snapshot.ts';
export { KvitError, type FieldError, type KvitErrorCode } from './domain/errors/kvit-error.ts';
export type { Consent } from './domain/order/consent.ts';
export type { Claim } from './domain/order/claim.ts';
export type { Item } from './domain/order/item.ts';
export type { Line } from './domain/order/line.ts';
export type { Order } from './domain/order/order.ts';
export type { VatRate } from './domain/codes/vat.ts';
export type { Language, Messages } from './i18n/messages/cart-messages.ts';
export type { Texts } from './i18n/messages/pack.ts';
export type { StateName } from './session/checkout-state.ts';
export type { Signer, SignerApi, SignerCall } from './signer-client/signer-api.ts';
