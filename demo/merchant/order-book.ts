import { randomBytes } from 'node:crypto';
import type { OrderInput, OrderQuery } from '../../src/server/index.ts';
import { BASKETS, type Basket, type BasketKind } from './basket.ts';
import { isSold, priced, type Portion } from './catalogue.ts';

/** The shop's orders, in memory: who got which number, and what each of them costs. */
export class OrderBook {
  readonly #baskets = new Map<string, Basket>();
  readonly #kinds = new Map<string, BasketKind>();

  /** Opens an order. @returns its number, which nobody can guess: whoever has it may see the order */
  open(kind: BasketKind): string {
    const uuid = `bulka-${randomBytes(9).toString('base64url')}`;
    this.#kinds.set(uuid, kind);
    this.#baskets.set(uuid, BASKETS[kind]);
    return uuid;
  }

  /** Whether there is such an order of that kind; a browser may bring a number from before a restart. */
  has(uuid: string, kind: BasketKind): boolean {
    return this.#kinds.get(uuid) === kind;
  }

  /** The order as the shop would charge it, or `null`: the price list that the signer asks. */
  price({ uuid, items }: OrderQuery): OrderInput | null {
    const basket = this.#baskets.get(uuid);
    if (!basket) return null;
    const { description, subscribe = null, holdTime = null } = basket;
    const portions = wished(basket, items);
    if (portions !== basket.portions) this.#baskets.set(uuid, { ...basket, portions });
    return { uuid, description, items: priced(portions), subscribe, holdTime };
  }
}

/** How much of what: the buyer's word where the page is editable and the goods are ours, else the basket as it was. */
function wished({ editable = false, portions }: Basket, items: OrderQuery['items']): readonly Portion[] {
  if (!editable || !items?.every(({ description }) => isSold(description))) return portions;
  return items.map(({ description, quantity }) => ({ description, quantity: Number(quantity) }));
}
