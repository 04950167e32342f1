import type { OrderAnswer } from '../../domain/contract/wire.ts';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import { writeKopecks } from '../../domain/money/money.ts';
import { toClaim, type Claim } from '../../domain/order/claim.ts';
import { toWireItem } from '../../domain/order/item.ts';
import type { LineRules } from '../../domain/order/line.ts';
import { readOrder, type Order, type OrderInput } from '../../domain/order/order.ts';
import { HttpProblem, invalid, notFound } from '../http/problem.ts';
import type { Alerts } from '../notification/alerts.ts';
import { sha256 } from '../runtime/sha256.ts';
import type { ClaimBody } from './claim-body.ts';

/** The request that `order` prices: a whole claim (`POST {signer}/payments`), or the uuid alone (`GET {signer}/order`). */
export type OrderQuery = { readonly uuid: string } & Partial<Omit<ClaimBody, 'uuid'>>;

/**
 * The option `order`, the merchant's own price list: the order of that uuid as the shop charges it, or `null` if it does not exist.
 *
 * `query` comes from a stranger: use its quantities, never its prices.
 */
export type PriceOrder = (
  query: OrderQuery,
  request: Request,
) => OrderInput | null | Promise<OrderInput | null>;

/** An order that the merchant has priced. */
export interface PricedOrder {
  readonly order: Order;
  /** SHA-256 of the charged fields: the version of the cart */
  readonly digest: string;
  readonly answer: OrderAnswer;
}

/** The charged fields as one text: the lines, the sum, currency, subscription and hold. The order's description is free. */
function chargedText(order: Order): string {
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

/** Asks the merchant for the price of an order and compares a browser's claim with it. */
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

  /** @throws {HttpProblem} 404 if the order does not exist; 500 `bad_order` if the merchant's answer breaks a rule */
  async find(query: OrderQuery, request: Request): Promise<PricedOrder> {
    const input = await this.#price(query, request);
    if (input === null || input === undefined) throw notFound();
    try {
      const order = readOrder(input, this.#rules);
      if (order.uuid !== query.uuid)
        throw new KvitError('bad_order', 'uuid: is not the one that was asked for');
      return { order, digest: await sha256(chargedText(order)), answer: toAnswer(order) };
    } catch (error) {
      const message = error instanceof KvitError ? error.message : 'order() gave no order';
      await this.#alerts.raise({ kind: 'bad_order', message, order: query.uuid });
      throw new HttpProblem(500, 'bad_order', 'The shop’s order breaks a rule.');
    }
  }

  /**
   * Prices a claim. The merchant is asked only if the claim itself is a valid order.
   *
   * @throws {HttpProblem} 422 for an invalid claim; 404; 500; 409 `price_changed` with the correct order
   */
  async settle(claim: ClaimBody, request: Request): Promise<PricedOrder> {
    if (claim.shopId !== undefined && claim.shopId !== this.#shopId) {
      throw invalid([{ field: 'shopId', message: 'is not this shop' }]);
    }
    const claimed = chargedText(this.#readClaimed(claim));
    const priced = await this.find(claim, request);
    if (claimed === chargedText(priced.order) && claim.amount === priced.answer.amount) return priced;
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
