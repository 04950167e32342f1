import * as z from 'zod';
import { badOrder, KvitError, type FieldError } from '../../domain/errors/kvit-error.ts';
import { readLines, type LineRules } from '../../domain/order/line.ts';
import type { Item } from '../../domain/order/item.ts';
import { readOrder, type OrderInput } from '../../domain/order/order.ts';
import { HttpProblem, invalid } from '../../server/http/problem.ts';
import type { OrderQuery, PriceOrder } from '../../server/creation/pricing.ts';

const numeric = z.union([z.number(), z.string()], {
  error: ({ input }) => (input === undefined ? 'is missing' : 'must be a number'),
});

const Product = z.strictObject({
  description: z.string(),
  price: numeric,
  vat_code: numeric,
  payment_subject: numeric,
  payment_mode: numeric,
  measurement_unit: numeric.nullish(),
  product_code: z.string().nullish(),
  country_of_origin_code: z.string().nullish(),
  customs_declaration_number: z.string().nullish(),
  excise: z.string().nullish(),
});
type Product = z.infer<typeof Product>;

const FixedOrder = z.strictObject({
  uuid: z.string(),
  description: z.string(),
  items: z.array(Product.extend({ quantity: numeric })).min(1),
  subscribe: z.enum(['Day', 'Week', 'Month']).nullish(),
  holdTime: z.int().positive().nullish(),
});

/** What a shop sells, as a file: goods at their prices for any cart, and orders that stand as they are. */
export const Catalogue = z.strictObject({
  /** what a cart of goods is called on the payment page */
  description: z.string().min(1).default('Заказ'),
  products: z.array(Product).default([]),
  orders: z.array(FixedOrder).default([]),
});
export type Catalogue = z.infer<typeof Catalogue>;

const PIECE = 0;
const key = (description: string): string => description.trim();

/** Every broken rule of the goods, named from `products[0]`. */
function checkProducts(products: readonly Product[], rules: LineRules): void {
  const errors: FieldError[] = [];
  readLines(
    products.map((product) => ({ ...product, quantity: 1 })),
    rules,
    errors,
  );
  products.forEach(({ description }, index) => {
    if (products.findIndex((other) => key(other.description) === key(description)) < index)
      errors.push({ field: `items[${index}].description`, message: `${description} is there twice` });
  });
  const renamed = errors.map(({ field, message }) => ({
    field: field.replace(/^items/, 'products'),
    message,
  }));
  if (renamed.length > 0) throw badOrder(renamed);
}

/** The broken rules of the first order that has any, named from `orders[0]`. */
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

/** A cart at the list's prices: only what and how much is taken from the claim. @throws {HttpProblem} 422 */
function priceItems(items: readonly Item[], products: ReadonlyMap<string, Product>): Item[] {
  const errors: FieldError[] = [];
  const priced = items.map(({ description, quantity }, index) => {
    const product = products.get(key(description));
    const say = (field: string, message: string): void =>
      void errors.push({ field: `items[${index}].${field}`, message });
    if (!product) say('description', 'is not in the catalogue');
    else if (Number(product.measurement_unit ?? PIECE) === PIECE && !Number.isInteger(Number(quantity)))
      say('quantity', 'must be whole: it is sold by the piece');
    return { ...(product as Product), quantity } as Item;
  });
  if (errors.length > 0) throw invalid(errors);
  return priced;
}

/** What nobody can be charged is the buyer's wish and no fault of the list. @throws {HttpProblem} 422 */
function checkWish(order: OrderInput, rules: LineRules): OrderInput {
  try {
    readOrder(order, rules);
    return order;
  } catch (error) {
    if (error instanceof KvitError) throw invalid(error.errors);
    throw error;
  }
}

/**
 * A price list out of a catalogue.
 *
 * @throws {KvitError} `bad_order` naming each good or order that breaks a rule
 */
export function catalogueOrder(catalogue: Catalogue, rules: LineRules): PriceOrder {
  checkProducts(catalogue.products, rules);
  const products = new Map(catalogue.products.map((product) => [key(product.description), product]));
  const fixed = new Map(catalogue.orders.map((order) => [order.uuid, order as OrderInput]));
  if (fixed.size < catalogue.orders.length)
    throw badOrder([{ field: 'orders', message: 'have a uuid twice' }]);
  checkOrders(catalogue.orders, rules);
  return ({ uuid, items, subscribe, holdTime }: OrderQuery) => {
    const standing = fixed.get(uuid);
    if (standing || !items) return standing ?? null;
    // a cart of goods is paid once and at once; what recurs or is held is an order of its own
    if (subscribe || holdTime)
      throw new HttpProblem(422, 'refused', 'Subscriptions and holds need an order of the catalogue.');
    const order = { uuid, description: catalogue.description, items: priceItems(items as Item[], products) };
    return checkWish(order, rules);
  };
}
