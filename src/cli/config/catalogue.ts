import * as z from 'zod';

const numeric = z.union([z.number(), z.string()], {
  error: ({ input }) => (input === undefined ? 'is missing' : 'must be a number'),
});

export const Product = z.strictObject({
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
export type Product = z.infer<typeof Product>;

const FixedOrder = z.strictObject({
  uuid: z.string(),
  description: z.string(),
  items: z.array(Product.extend({ quantity: numeric })).min(1),
  subscribe: z.enum(['Day', 'Week', 'Month']).nullish(),
  holdTime: z.int().positive().nullish(),
});

/** A shop's catalogue file: products with prices for any cart, and complete orders. */
export const Catalogue = z.strictObject({
  /** description of a cart of products on the payment page */
  description: z.string().min(1).default('Заказ'),
  products: z.array(Product).default([]),
  orders: z.array(FixedOrder).default([]),
});
export type Catalogue = z.infer<typeof Catalogue>;
