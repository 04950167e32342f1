import { toClaim, type Claim } from '../../domain/order/claim.ts';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { LineRules } from '../../domain/order/line.ts';
import { writeKopecks } from '../../domain/money/money.ts';
import { readOrder, type Order, type OrderInput } from '../../domain/order/order.ts';
import { toWireItem } from '../../domain/order/item.ts';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { Alerts } from '../notification/alerts.ts';
import { HttpProblem, invalid, notFound } from '../http/problem.ts';
import type { ClaimBody } from './claim-body.ts';
import { sha256 } from '../runtime/sha256.ts';

/** What a browser asked for: a whole claim on a payment, only the uuid when just the order was asked for. */
export type OrderQuery = { readonly uuid: string } & Partial<Omit<ClaimBody, 'uuid'>>;

/**
 * The merchant's own price list: the order of that uuid as the shop would charge it, or `null` when there is none.
 *
 * `query` is a claim by a stranger: quantities may be taken from it, prices never.
 */
export type PriceOrder = (
  query: OrderQuery,
  request: Request,
) => OrderInput | null | Promise<OrderInput | null>;

/** An order the merchant has priced, and the version of its cart. */
export interface PricedOrder {
  readonly order: Order;
  readonly digest: string;
  readonly answer: OrderAnswer;
}

/** What has to be equal, as one text: the lines, the sum, currency, subscription and hold; not the wording of the order. */
function substance(order: Order): string {
  const { description: _, ...charged }: Claim = toClaim(order);
  return JSON.stringify(charged);
}

function toAnswer(order: Order): OrderAnswer {
  return {
    uuid: order.uuid,
    description: order.description,
    currency: order.currency,
    amount: writeKopecks(order.amount),
    items: order.lines.map(toWireItem),
    subscribe: order.subscribe,
    holdTime: order.holdTime,
  };
}

/** Asks the merchant for the truth and holds a browser's claim against it. */
export class Pricing {
  readonly #price: PriceOrder;
  readonly #rules: LineRules;
  readonly #shopId: number;
  readonly #alerts: Alerts;

  constructor(price: PriceOrder, rules: LineRules, shopId: number, alerts: Alerts) {
    this.#price = price;
    this.#rules = rules;
    this.#shopId = shopId;
    this.#alerts = alerts;
  }

  /** @throws {HttpProblem} 404 when there is no such order, 500 when the merchant's answer breaks a rule */
  async find(query: OrderQuery, request: Request): Promise<PricedOrder> {
    const input = await this.#price(query, request);
    if (input === null || input === undefined) throw notFound();
    try {
      const order = readOrder(input, this.#rules);
      if (order.uuid !== query.uuid)
        throw new KvitError('bad_order', 'uuid: is not the one that was asked for');
      return { order, digest: await sha256(substance(order)), answer: toAnswer(order) };
    } catch (error) {
      const message = error instanceof KvitError ? error.message : 'order() gave no order';
      await this.#alerts.raise({ kind: 'bad_order', message, order: query.uuid });
      throw new HttpProblem(500, 'bad_order', 'The shop’s order breaks a rule.');
    }
  }

  /**
   * The true price of a claim, asked for only if the claim itself is an order.
   *
   * @throws {HttpProblem} 422 for a claim that is none, 404, 500, and 409 `price_changed` with the true order
   */
  async settle(claim: ClaimBody, request: Request): Promise<PricedOrder> {
    if (claim.shopId !== undefined && claim.shopId !== this.#shopId) {
      throw invalid([{ field: 'shopId', message: 'is not this shop' }]);
    }
    const claimed = substance(this.#readClaimed(claim));
    const priced = await this.find(claim, request);
    if (claimed === substance(priced.order) && claim.amount === priced.answer.amount) return priced;
    throw new HttpProblem(409, 'price_changed', 'The order is not what the shop would charge.', {
      order: priced.answer,
    });
  }

  #readClaimed({ uuid, description, currency, items, subscribe, holdTime }: ClaimBody): Order {
    try {
      const input = { uuid, description, currency, items: items as OrderInput['items'] };
      return readOrder({ ...input, subscribe: subscribe ?? null, holdTime: holdTime ?? null }, this.#rules);
    } catch (error) {
      if (error instanceof KvitError) throw invalid(error.errors);
      throw error;
    }
  }
}
