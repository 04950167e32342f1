import { randomBytes } from 'node:crypto';
import type { OrderInput, OrderQuery } from '../../src/server/index.ts';
import { BASKETS, type Basket, type BasketKind } from './basket.ts';
import { isSold, priced, type Portion } from './catalogue.ts';

/** The shop's orders, in memory. */
export class OrderBook {
  readonly #baskets = new Map<string, Basket>();
  readonly #kinds = new Map<string, BasketKind>();

  /** Opens an order. @returns its number; it is random, since anyone who has it may see the order */
  open(kind: BasketKind): string {
    const uuid = `bulka-${randomBytes(9).toString('base64url')}`;
    this.#kinds.set(uuid, kind);
    this.#baskets.set(uuid, BASKETS[kind]);
    return uuid;
  }

  /** True if the order exists and is of that kind; a browser may send a number from before a restart. */
  has(uuid: string, kind: BasketKind): boolean {
    return this.#kinds.get(uuid) === kind;
  }

  /** Prices an order for the signer; `null` if there is no such order. */
  price({ uuid, items }: OrderQuery): OrderInput | null {
    const basket = this.#baskets.get(uuid);
    if (!basket) return null;
    const { description, subscribe = null, holdTime = null } = basket;
    const portions = withQuantities(basket, items);
    if (portions !== basket.portions) this.#baskets.set(uuid, { ...basket, portions });
    return { uuid, description, items: priced(portions), subscribe, holdTime };
  }
}

/** Takes the buyer's quantities if the basket is editable and all goods are ours; else returns the basket unchanged. */
function withQuantities(
  { editable = false, portions }: Basket,
  items: OrderQuery['items'],
): readonly Portion[] {
  if (!editable || !items?.every(({ description }) => isSold(description))) return portions;
  return items.map(({ description, quantity }) => ({ description, quantity: Number(quantity) }));
}
