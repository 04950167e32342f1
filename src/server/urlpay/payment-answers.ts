/** Answers about payments, receipts and subscriptions that only the server reads. Tolerant, like those in the domain. */
import * as z from 'zod/mini';
import { catch as orElse } from 'zod/mini';
import { fieldsOf } from '../../domain/reading/fields.ts';
import { Payment, RawReceipt } from '../../domain/contract/wire.ts';
import { readGatewayId } from './fields/gateway-id.ts';

const numeric = z.union([z.string(), z.number()]);
/** A field of an unexpected type counts as missing, so that the other fields stay readable. */
const readable = <T extends z.core.SomeType>(schema: T) => orElse(z.optional(z.nullable(schema)), undefined);
const success = z.optional(z.literal(true));
const gatewayId = z.pipe(
  numeric,
  z.transform((value) => readGatewayId(value) ?? undefined),
);
const whole = z.pipe(
  numeric,
  z.transform((value) => (/^[0-9]{1,9}$/.test(String(value)) ? Number(value) : undefined)),
);

/** 200 of the writes whose answer is only `success`. */
export const Done = z.object({ success: z.literal(true) });

/** 200 of `POST /payments/callback`. The API documents no body, so only an explicit failure counts as one. */
export const CallbackAccepted = z
  .unknown()
  .check(z.refine((body) => fieldsOf(body)['success'] !== false && fieldsOf(body)['status'] !== 'error'));

/** The rows of a list: `items` as documented, or the `data` of a PHP framework's paginator. */
function rowsOf({ items, data }: { items?: unknown; data?: unknown }): unknown {
  const places = [items, data].flatMap((place) => [place, fieldsOf(place)['data'], fieldsOf(place)['items']]);
  return places.find(Array.isArray);
}

/**
 * 200 of `GET /v2/payments`: `{items}`, or a paginator (`{data, current_page, …}`) at the top, in `items` or in `data`.
 * Rows that are not payments are skipped, so that one bad row does not hide the others.
 */
export const ListedPayments = z.pipe(
  z.pipe(
    z.object({ success, items: z.optional(z.unknown()), data: z.optional(z.unknown()) }),
    z.transform(rowsOf),
  ),
  z.pipe(
    z.array(z.unknown()),
    z.transform((rows) => rows.flatMap((row) => Payment.safeParse(row).data ?? [])),
  ),
);

/** UrlPay's `Receipt` of `GET /v2/payments/{id}/receipt`, with the fields that are not shown to buyers. Sums are in roubles, unchanged. */
export const GatewayReceipt = z.extend(RawReceipt, {
  daemon_code: readable(numeric),
  device_code: readable(numeric),
  created_at: readable(z.string()),
  updated_at: readable(z.string()),
});
export type GatewayReceipt = z.infer<typeof GatewayReceipt>;

/** 200 of `GET /v2/payments/{id}/receipt`. */
export const GatewayReceipts = z.object({
  success,
  // without a receipt yet, the gateway may leave the list out
  items: z.pipe(
    z.optional(z.unknown()),
    z.transform((items) =>
      Array.isArray(items) ? items.flatMap((item) => GatewayReceipt.safeParse(item).data ?? []) : [],
    ),
  ),
});

/**
 * UrlPay's `Subscribe` of `GET /v2/subscribes`. `amount` is in roubles, unchanged. UrlPay does not document the meaning of the
 * `status` integers.
 */
export const GatewaySubscription = z.object({
  id: readable(gatewayId),
  description: readable(z.string()),
  status: readable(whole),
  currency: readable(z.string()),
  amount: readable(numeric),
  start_date: readable(z.string()),
  next_pay_date: readable(z.string()),
  interval: readable(z.string()),
});
export type GatewaySubscription = z.infer<typeof GatewaySubscription>;

/** 200 of `GET /v2/subscribes`. */
export const Subscriptions = z.object({ success, items: z.array(GatewaySubscription) });
