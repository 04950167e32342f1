import { toClaim } from '../../domain/order/claim.ts';
import type { LineRules } from '../../domain/order/line.ts';
import { readOrder, type Order, type OrderInput } from '../../domain/order/order.ts';
import { fieldsOf } from '../../domain/reading/fields.ts';
import type { SafeStorage } from './safe-storage.ts';
import { cartKey } from './storage-keys.ts';

/**
 * The carts that the buyer of this tab has changed, by order. They survive the way to the bank and a reload:
 *
 *     const carts = new KeptCarts(new SafeStorage(() => sessionStorage));
 *     carts.keep(given, changedOrder);                     // on each change of the buyer
 *     const order = carts.read(uuid, given, rules) ?? pageOrder; // when the order is read
 *     carts.forget(uuid);                                  // on reset
 */
export class KeptCarts {
  readonly #storage: SafeStorage;

  constructor(storage: SafeStorage) {
    this.#storage = storage;
  }

  /**
   * Keeps an order as the buyer changed it.
   *
   * @param given the page's own order as text; the cart is kept only for as long as that stays the same
   */
  keep(given: string, changed: Order): void {
    const cart = { given, order: toClaim(changed) };
    this.#storage.write(cartKey(changed.uuid), JSON.stringify(cart));
  }

  /**
   * The order as the buyer changed it. It is read by all rules of an order, as if a merchant had written it.
   *
   * @returns `null` when nothing is kept, the page's order has changed since, or the kept order breaks a rule
   */
  read(uuid: string, given: string, rules: LineRules): Order | null {
    const kept = fieldsOf(this.#storage.readJson(cartKey(uuid)));
    if (kept.given !== given) return null;
    try {
      const order = readOrder(kept.order as OrderInput, rules);
      return order.uuid === uuid ? order : null;
    } catch {
      return null;
    }
  }

  forget(uuid: string): void {
    this.#storage.remove(cartKey(uuid));
  }
}
