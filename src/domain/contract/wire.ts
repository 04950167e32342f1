/**
 * Schemas and types of the JSON that crosses the network. The server checks with them. The browser reads the few fields it needs by
 * hand, because a schema library would be as large as the cart; a test compares its readers with these schemas.
 *
 * The schemas are tolerant: the API marks every field of an answer as optional, sometimes sends numbers as text, and may add fields.
 */
import * as z from 'zod/mini';
import { catch as orElse } from 'zod/mini';

const numeric = z.union([z.string(), z.number()]);
const maybe = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));
/** A field of another type counts as missing, so that the other fields are still read. */
const readable = <T extends z.core.SomeType>(schema: T) => orElse(maybe(schema), undefined);
/** An answer with `success: false` is a refusal, with any status code. */
const success = z.optional(z.literal(true));
/** One digit: `3`, or `"3"` as some backends write it. */
const digit = z.pipe(
  numeric,
  z.transform((value) => (/^[0-9]$/.test(String(value)) ? Number(value) : undefined)),
);

/** 201 of `POST {signer}/payments` and of the gateway's `POST /v2/payments`. */
export const Created = z.object({ success, id: numeric, paymentUrl: z.string() });

/** UrlPay's `Payment`. */
export const Payment = z.object({
  id: maybe(numeric),
  uuid: maybe(z.string()),
  amount: maybe(numeric),
  currency: maybe(z.string()),
  description: maybe(z.string()),
  status: maybe(digit),
});
export type Payment = z.infer<typeof Payment>;

/** 200 of `GET {signer}/payment` and of the gateway's `GET /v2/payments/{id}`. */
export const PaymentAnswer = z.object({ success, payment: Payment });

/** UrlPay's `Receipt`, the fields of an ATOL Online report. */
export const RawReceipt = z.object({
  id: readable(numeric),
  warnings: readable(z.array(z.string())),
  // a list of texts in UrlPay's documentation, an object in ATOL's reports
  error: z.optional(z.unknown()),
  ecr_registration_number: readable(numeric),
  fiscal_document_attribute: readable(numeric),
  fiscal_document_number: readable(numeric),
  fiscal_receipt_number: readable(numeric),
  fn_number: readable(numeric),
  fns_site: readable(z.string()),
  receipt_datetime: readable(z.string()),
  shift_number: readable(numeric),
  total: readable(numeric),
  ofd_inn: readable(numeric),
  ofd_receipt_url: readable(z.string()),
  status: readable(z.string()),
  uuid: readable(z.string()),
});
export type RawReceipt = z.infer<typeof RawReceipt>;

/** 200 of `GET {signer}/receipt` and of the gateway's `GET /v2/payments/{id}/receipt`. */
export const ReceiptAnswer = z.object({
  status: readable(z.string()),
  // a gateway without receipts may leave the list out
  items: z.pipe(
    z.unknown(),
    z.transform((items) =>
      Array.isArray(items) ? items.flatMap((item) => RawReceipt.safeParse(item).data ?? []) : [],
    ),
  ),
});

/** One line in the API's own names; its rules are in `readLine`. */
export const Item = z.object({
  description: z.string(),
  quantity: numeric,
  price: numeric,
  vat_code: numeric,
  payment_subject: numeric,
  payment_mode: numeric,
  measurement_unit: maybe(numeric),
  product_code: maybe(z.string()),
  country_of_origin_code: maybe(z.string()),
  customs_declaration_number: maybe(z.string()),
  excise: maybe(z.string()),
});

/** 200 of `GET {signer}/order` and the `order` of a 409 `price_changed`. */
export const OrderAnswer = z.object({
  uuid: z.string(),
  description: z.string(),
  currency: z.optional(z.string()),
  amount: maybe(numeric),
  items: z.array(Item),
  subscribe: maybe(z.enum(['Day', 'Week', 'Month'])),
  holdTime: maybe(z.number()),
});
export type OrderAnswer = z.infer<typeof OrderAnswer>;
