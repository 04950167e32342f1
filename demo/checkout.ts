/** The script of the cart page: takes the lines from the price list and keeps the buyer's changes across reloads. */
import { KvitCheckout } from '../src/index.ts';
import { BASKETS } from './merchant/basket.ts';
import { isSold, priced, type Portion } from './merchant/catalogue.ts';

const checkout = document.querySelector('kvit-checkout');
if (!(checkout instanceof KvitCheckout)) throw new Error('there is no checkout on this page');

const key = `bulka:cart:${checkout.uuid}`;

function isPortion(value: unknown): value is Portion {
  const { description, quantity } = (value ?? {}) as Partial<Record<keyof Portion, unknown>>;
  return typeof description === 'string' && isSold(description) && typeof quantity === 'number';
}

/** Returns the cart that the buyer left, or the initial cart. */
function readCart(): readonly Portion[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '');
    if (Array.isArray(kept) && kept.length > 0 && kept.every(isPortion)) return kept;
  } catch {
    // storage is blocked, or nothing is stored
  }
  return BASKETS.checkout.portions;
}

checkout.items = priced(readCart());

checkout.addEventListener('kvit-cart-change', ({ items }) => {
  const portions = items.map(({ description, quantity }) => ({ description, quantity }));
  try {
    sessionStorage.setItem(key, JSON.stringify(portions));
  } catch {
    // storage is blocked: changes are lost on reload
  }
});
