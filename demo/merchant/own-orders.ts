import { randomBytes } from 'node:crypto';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import { readOrder } from '../../src/domain/order/order.ts';
import { vatTable } from '../../src/domain/codes/vat.ts';
import type { OrderInput, OrderQuery } from '../../src/server/index.ts';
import { readLimited } from '../../src/server/http/limited-body.ts';

/** An order as the playground's page made it up. */
interface OwnOrder {
  readonly order: OrderInput;
  /** the buyer may change quantities and take lines out */
  readonly editable: boolean;
  /** the request it came from, to know it again */
  readonly text: string;
}

type Items = OrderInput['items'];

const PATH = '/demo/playground/orders';
const MAX_BYTES = 65_536;
/** A page opens one with each change of its cart; who still looks at an older one than these? */
const MOST = 500;
const RULES = { vat: vatTable(), register: 'vatRates' };

/**
 * Orders with a cart that the visitor of the playground made up, prices included.
 *
 * A REAL SHOP NEVER TAKES A PRICE FROM A PAGE: see `order-book.ts` for how it is done. Here the visitor plays the merchant, and
 * this call stands for the shop's own back office: what it was told is the price list from then on, and the signer holds
 * the widget's claim against it as against any other.
 */
export class OwnOrders {
  readonly #orders = new Map<string, OwnOrder>();

  has(path: string): boolean {
    return path === PATH;
  }

  /** Opens an order, or finds the one of that `uuid` if it is just this one still. */
  async fetch(request: Request): Promise<Response> {
    // a form on another site could post anything else without asking
    if (request.method !== 'POST' || request.headers.get('Content-Type') !== 'application/json')
      return answer(405, {});
    const body = await readLimited(request, MAX_BYTES);
    if (body === null) return answer(413, {});
    try {
      return answer(201, { uuid: this.#open(JSON.parse(body) as Record<string, unknown>) });
    } catch (error) {
      return answer(422, { errors: error instanceof KvitError ? error.errors : [] });
    }
  }

  /** The order as it was opened, with the buyer's quantities where they may be changed. */
  price({ uuid, items }: OrderQuery): OrderInput | null {
    const own = this.#orders.get(uuid);
    if (!own) return null;
    const { order, editable } = own;
    return editable && items ? { ...order, items: wished(order.items, items) } : order;
  }

  /** @throws {KvitError} for a cart that nobody could sell */
  #open({ uuid: known, editable, ...order }: Record<string, unknown>): string {
    const text = JSON.stringify({ editable, ...order });
    if (typeof known === 'string' && this.#orders.get(known)?.text === text) return known;
    const uuid = `play-${randomBytes(9).toString('base64url')}`;
    const input = { ...order, uuid } as OrderInput;
    readOrder(input, RULES);
    this.#orders.set(uuid, { order: input, editable: editable === true, text });
    const [oldest = ''] = this.#orders.keys();
    if (this.#orders.size > MOST) this.#orders.delete(oldest);
    return uuid;
  }
}

const answer = (status: number, body: object): Response =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });

/** The buyer's word on how much, ours on what and at which price. Something that is not ours changes nothing. */
function wished(ours: Items, theirs: NonNullable<OrderQuery['items']>): Items {
  const lines = theirs.flatMap(({ description, price, quantity }) => {
    const same = ours.find(
      (item) => item.description === description && Number(item.price) === Number(price),
    );
    return same ? [{ ...same, quantity }] : [];
  });
  return lines.length === theirs.length ? lines : ours;
}
