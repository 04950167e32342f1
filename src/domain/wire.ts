/**
 * The shapes that cross the network, once for the browser and the server. They are tolerant: the API marks every field
 * of an answer as optional, sends numbers as text at times, and may add fields. Meaning is given by the readers beside them.
 */
import {
  anything,
  either,
  list,
  maybe,
  number,
  numeric,
  object,
  oneOf,
  optional,
  orNothing,
  record,
  text,
  type ShapeOf,
} from './shape.ts';
import { PERIODS } from './subscription.ts';

/** An answer that says `success: false` is a refusal, whatever its status code. */
const success = optional(oneOf(true));

/** 201 of `POST {signer}/payments` and of the gateway's `POST /v2/payments`. */
export const Created = object({ success, id: numeric, paymentUrl: text });

/** UrlPay's `Payment`. */
export const Payment = object({
  id: maybe(numeric),
  uuid: maybe(text),
  amount: maybe(numeric),
  currency: maybe(text),
  description: maybe(text),
  status: maybe(number),
});
export type Payment = ShapeOf<typeof Payment>;

/** 200 of `GET {signer}/payment` and of the gateway's `GET /v2/payments/{id}`. */
export const PaymentAnswer = object({ success, payment: Payment });

/** UrlPay's `Receipt`, the fields of an ATOL Online report. */
export const RawReceipt = object({
  id: maybe(numeric),
  warnings: maybe(list(text)),
  error: maybe(either(list(text), text)),
  ecr_registration_number: maybe(numeric),
  fiscal_document_attribute: maybe(numeric),
  fiscal_document_number: maybe(numeric),
  fiscal_receipt_number: maybe(numeric),
  fn_number: maybe(numeric),
  fns_site: maybe(text),
  receipt_datetime: maybe(text),
  shift_number: maybe(numeric),
  total: maybe(numeric),
  ofd_inn: maybe(numeric),
  ofd_receipt_url: maybe(text),
  status: maybe(text),
  uuid: maybe(text),
});
export type RawReceipt = ShapeOf<typeof RawReceipt>;

/** 200 of `GET {signer}/receipt` and of the gateway's `GET /v2/payments/{id}/receipt`. */
export const ReceiptAnswer = object({ status: maybe(text), items: list(RawReceipt) });

/** One line in the API's own names; its rules are in `readLine`. */
export const Item = object({
  description: text,
  quantity: numeric,
  price: numeric,
  vat_code: numeric,
  payment_subject: numeric,
  payment_mode: numeric,
  measurement_unit: maybe(numeric),
  product_code: maybe(text),
  country_of_origin_code: maybe(text),
  customs_declaration_number: maybe(text),
  excise: maybe(text),
});

/** 200 of `GET {signer}/order` and the `order` of a 409 `price_changed`. */
export const OrderAnswer = object({
  uuid: text,
  description: text,
  currency: optional(text),
  amount: maybe(numeric),
  items: list(Item),
  subscribe: maybe(oneOf(...PERIODS)),
  holdTime: maybe(number),
});
export type OrderAnswer = ShapeOf<typeof OrderAnswer>;

/**
 * Every error shape at once: RFC 9457 with our `code`, and UrlPay's three
 * (`{error, status}`, `{status: "error", message}`, `{success: false, message, errors: {field: […]}}`).
 * A field of a strange kind is dropped alone, or it would take the readable ones with it.
 */
export const ErrorAnswer = object({
  code: orNothing(text),
  title: orNothing(text),
  detail: orNothing(text),
  error: orNothing(text),
  message: orNothing(text),
  errors: orNothing(either(list(object({ field: text, message: text })), record(list(text)))),
  id: orNothing(numeric),
  order: anything,
});
export type ErrorAnswer = ShapeOf<typeof ErrorAnswer>;
