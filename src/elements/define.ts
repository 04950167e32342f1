import { KvitButton } from './kvit-button.ts';
import { KvitCart } from './kvit-cart.ts';
import { KvitCheckout } from './kvit-checkout.ts';
import { KvitItem } from './kvit-item.ts';
import { KvitReceipt } from './kvit-receipt.ts';
import { KvitStatus } from './kvit-status.ts';
import { KvitSubscriptions } from './kvit-subscriptions.ts';

const ELEMENTS = {
  'kvit-item': KvitItem,
  'kvit-cart': KvitCart,
  'kvit-receipt': KvitReceipt,
  'kvit-status': KvitStatus,
  'kvit-checkout': KvitCheckout,
  'kvit-button': KvitButton,
  'kvit-subscriptions': KvitSubscriptions,
};

/** Registers what is not registered yet: pages load the script twice, in two versions, or on a server. */
export function defineElements(): void {
  for (const [tag, element] of Object.entries(ELEMENTS)) {
    if (globalThis.customElements && !customElements.get(tag)) customElements.define(tag, element);
  }
}

/** the elements by their tags */
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
