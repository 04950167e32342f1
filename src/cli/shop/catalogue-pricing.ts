import { badOrder, KvitError, type FieldError } from '../../domain/errors/kvit-error.ts';
import { readLines, type LineRules } from '../../domain/order/line.ts';
import type { Item } from '../../domain/order/item.ts';
import { readOrder, type OrderInput } from '../../domain/order/order.ts';
import { HttpProblem, invalid } from '../../server/http/problem.ts';
import type { OrderQuery, PriceOrder } from '../../server/creation/pricing.ts';
import type { Catalogue, Product } from '../config/catalogue.ts';

const PIECE = 0;
const keyOf = (description: string): string => description.trim();

/** @throws {KvitError} `bad_order` naming every broken rule of the products, counted from `products[0]` */
function checkProducts(products: readonly Product[], rules: LineRules): void {
  const errors: FieldError[] = [];
  readLines(
    products.map((product) => ({ ...product, quantity: 1 })),
    rules,
    errors,
  );
  products.forEach(({ description }, index) => {
    if (products.findIndex((other) => keyOf(other.description) === keyOf(description)) < index)
      errors.push({ field: `items[${index}].description`, message: `${description} is listed twice` });
  });
  const renamed = errors.map(({ field, message }) => ({
    field: field.replace(/^items/, 'products'),
    message,
  }));
  if (renamed.length > 0) throw badOrder(renamed);
}

/** @throws {KvitError} `bad_order` naming the broken rules of the first wrong order, counted from `orders[0]` */
function checkOrders(orders: Catalogue['orders'], rules: LineRules): void {
  orders.forEach((order, index) => {
    try {
      readOrder(order as OrderInput, rules);
    } catch (error) {
      if (!(error instanceof KvitError)) throw error;
      throw badOrder(
        error.errors.map(({ field, message }) => ({ field: `orders[${index}].${field}`, message })),
      );
    }
  });
}

/** Prices a cart by the catalogue. It takes only descriptions and quantities from the claim. @throws {HttpProblem} 422 */
function priceItems(items: readonly Item[], products: ReadonlyMap<string, Product>): Item[] {
  const errors: FieldError[] = [];
  const priced = items.map(({ description, quantity }, index) => {
    const product = products.get(keyOf(description));
    const report = (field: string, message: string): void =>
      void errors.push({ field: `items[${index}].${field}`, message });
    if (!product) report('description', 'is not in the catalogue');
    else if (Number(product.measurement_unit ?? PIECE) === PIECE && !Number.isInteger(Number(quantity)))
      report('quantity', 'must be a whole number: this product is sold by the piece');
    return { ...(product as Product), quantity } as Item;
  });
  if (errors.length > 0) throw invalid(errors);
  return priced;
}

/** Checks a priced cart. A broken rule is the buyer's error, since the catalogue was checked at the start. @throws {HttpProblem} 422 */
function checkCart(order: OrderInput, rules: LineRules): OrderInput {
  try {
    readOrder(order, rules);
    return order;
  } catch (error) {
    if (error instanceof KvitError) throw invalid(error.errors);
    throw error;
  }
}

/**
 * Prices orders by a catalogue.
 *
 * @throws {KvitError} `bad_order` naming each product or order that breaks a rule
 */
export function cataloguePricing(catalogue: Catalogue, rules: LineRules): PriceOrder {
  checkProducts(catalogue.products, rules);
  const products = new Map(catalogue.products.map((product) => [keyOf(product.description), product]));
  const fixed = new Map(catalogue.orders.map((order) => [order.uuid, order as OrderInput]));
  if (fixed.size < catalogue.orders.length)
    throw badOrder([{ field: 'orders', message: 'have the same uuid twice' }]);
  checkOrders(catalogue.orders, rules);
  return ({ uuid, items, subscribe, holdTime }: OrderQuery) => {
    const complete = fixed.get(uuid);
    if (complete || !items) return complete ?? null;
    // the catalogue allows subscriptions and holds only in its complete orders
    if (subscribe || holdTime)
      throw new HttpProblem(422, 'refused', 'Subscriptions and holds need an order of the catalogue.');
    const order = { uuid, description: catalogue.description, items: priceItems(items as Item[], products) };
    return checkCart(order, rules);
  };
}
