import { randomBytes } from 'node:crypto';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import { readOrder } from '../../src/domain/order/order.ts';
import { vatTable } from '../../src/domain/codes/vat.ts';
import type { OrderInput, OrderQuery } from '../../src/server/index.ts';
import { readLimited } from '../../src/server/http/limited-body.ts';

/** An order that the visitor of the playground composed. */
interface PlaygroundOrder {
  readonly order: OrderInput;
  /** True if the buyer may change quantities and remove lines. */
  readonly editable: boolean;
  /** The request body, to recognise the same order. */
  readonly text: string;
}

type Items = OrderInput['items'];

const PATH = '/demo/playground/orders';
const MAX_BYTES = 65_536;
/** Every change of the cart opens an order; older ones than these are dropped. */
const MOST = 500;
const RULES = { vat: vatTable(), register: 'vatRates' };

/**
 * Orders of the playground; their goods and prices come from its visitor.
 *
 * A REAL SHOP NEVER TAKES A PRICE FROM A PAGE: `order-book.ts` shows how it is done. Here the visitor plays the merchant, and this
 * route stands for the shop's back office. The order becomes the price list, and the signer checks the widget's claim against it.
 */
export class PlaygroundOrders {
  readonly #orders = new Map<string, PlaygroundOrder>();

  has(path: string): boolean {
    return path === PATH;
  }

  /** Opens an order. Keeps the given `uuid` if its order is unchanged. */
  async fetch(request: Request): Promise<Response> {
    // a form on another site can post other types without a preflight
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

  /** Returns the order, with the buyer's quantities if it is editable; `null` if there is no such order. */
  price({ uuid, items }: OrderQuery): OrderInput | null {
    const found = this.#orders.get(uuid);
    if (!found) return null;
    const { order, editable } = found;
    return editable && items ? { ...order, items: withQuantities(order.items, items) } : order;
  }

  /** @throws {KvitError} for an invalid cart */
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

/** Takes quantities from the buyer, goods and prices from the order. An unknown line leaves the order unchanged. */
function withQuantities(ours: Items, theirs: NonNullable<OrderQuery['items']>): Items {
  const lines = theirs.flatMap(({ description, price, quantity }) => {
    const same = ours.find(
      (item) => item.description === description && Number(item.price) === Number(price),
    );
    return same ? [{ ...same, quantity }] : [];
  });
  return lines.length === theirs.length ? lines : ours;
}
