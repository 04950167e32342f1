/** A checkout, or a return page, with something to read under it, and a shop behind it that a test plays. */
import { KvitCheckout, KvitStatus, type SignerApi } from '../../../src/index.ts';
import { CART, RECEIPT } from '../../../demo/gallery/samples.ts';

export interface Shop {
  /** From now on the payment stands so, and the page asks at once. @param printed whether there is a receipt */
  say(status: number, printed?: boolean): void;
}

declare global {
  interface Window {
    shop?: Shop;
  }
}

const ORDER = { uuid: 'shift', description: 'Булочки к чаю', items: CART };
const SLOW_MS = 400;

const query = new URLSearchParams(location.search);
let status = 0;
let receipts: readonly unknown[] | null = null;
let ahead = 0;
const now = Date.now.bind(Date);
Date.now = () => now() + ahead;

const signer: SignerApi = {
  createPayment: async () => ({ success: true, id: 'shift', paymentUrl: 'https://urlpay.io/shift' }),
  getPayment: async () => ({ success: true, payment: { status } }),
  getReceipt: async () => (receipts ? { status: 'success', items: receipts } : null),
  getOrder: () => new Promise((resolve) => setTimeout(() => resolve(ORDER), SLOW_MS)),
};

const fetched = query.has('fetched');
const language = query.get('language');
const [wanted, other] = query.has('return')
  ? ['kvit-status', 'kvit-checkout']
  : ['kvit-checkout', 'kvit-status'];
document.querySelector(other)?.remove();
const element = document.querySelector(wanted);
if (!(element instanceof KvitCheckout || element instanceof KvitStatus)) throw new Error(`no ${wanted}`);
Object.assign(element, {
  uuid: ORDER.uuid,
  description: ORDER.description,
  items: fetched ? null : CART,
  language,
  privacyUrl: query.has('privacy') ? '/privacy' : null,
  signer,
  navigate: () => undefined,
});

window.shop = {
  say(next, printed = false) {
    status = next;
    receipts = printed ? [RECEIPT] : null;
    // as when a buyer looks at the tab again: what waits asks now
    ahead += 5000;
    dispatchEvent(new Event('focus'));
  },
};
