import { KvitButton } from './button/kvit-button.ts';
import { KvitCart } from './cart/kvit-cart.ts';
import { KvitCheckout } from './checkout/kvit-checkout.ts';
import { KvitItem } from './cart/kvit-item.ts';
import { KvitReceipt } from './receipt/kvit-receipt.ts';
import { KvitStatus } from './payment/kvit-status.ts';
import { KvitSubscriptions } from './subscriptions/kvit-subscriptions.ts';

const ELEMENTS = {
  'kvit-item': KvitItem,
  'kvit-cart': KvitCart,
  'kvit-receipt': KvitReceipt,
  'kvit-status': KvitStatus,
  'kvit-checkout': KvitCheckout,
  'kvit-button': KvitButton,
  'kvit-subscriptions': KvitSubscriptions,
};

/**
 * Registers the elements. A tag that is registered stays as it is, because pages load the script twice or in two versions. On a
 * server, which has no `customElements`, it does nothing.
 */
export function defineElements(): void {
  for (const [tag, element] of Object.entries(ELEMENTS)) {
    if (globalThis.customElements && !customElements.get(tag)) customElements.define(tag, element);
  }
}

/** The element classes by their tags. */
export type KvitElements = typeof ELEMENTS;

declare global {
  interface HTMLElementTagNameMap {
    'kvit-item': KvitItem;
    'kvit-cart': KvitCart;
    'kvit-receipt': KvitReceipt;
    'kvit-status': KvitStatus;
    'kvit-checkout': KvitCheckout;
    'kvit-button': KvitButton;
    'kvit-subscriptions': KvitSubscriptions;
  }
}
