/** Shapes of the gateway's answers that only the server reads. Tolerant, as those in the domain. */
import * as z from 'zod/mini';
import { catch as orElse } from 'zod/mini';
import { fieldsOf } from '../../domain/reading/fields.ts';
import { Payment, RawReceipt } from '../../domain/contract/wire.ts';
import { readGatewayId } from './fields/gateway-id.ts';

const numeric = z.union([z.string(), z.number()]);
/** A field of a strange kind counts as missing, or it would take the readable ones with it. */
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

/** 200 of the writes that answer nothing but success. */
export const Done = z.object({ success: z.literal(true) });

/** 200 of `POST /payments/callback`, of which no body is documented: anything but a plain no. */
export const Asked = z
  .unknown()
  .check(z.refine((body) => fieldsOf(body)['success'] !== false && fieldsOf(body)['status'] !== 'error'));

/** Where the rows of a list may lie: `items` as documented, or what PHP frameworks make of a list with pages. */
function rowsOf({ items, data }: { items?: unknown; data?: unknown }): unknown {
  const places = [items, data].flatMap((place) => [place, fieldsOf(place)['data'], fieldsOf(place)['items']]);
  return places.find(Array.isArray);
}

/**
 * 200 of `GET /v2/payments`: `{items}`, or a paginator in its place (`{data, current_page, …}`, also below `items` or
 * `data`). Rows that are no payments are left out, so that one bad row does not hide the others.
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

/** UrlPay's `Receipt` whole: with the fields that are no buyer's business. */
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
  // a register that has nothing yet may say so by leaving the list out
  items: z.pipe(
    z.optional(z.unknown()),
    z.transform((items) =>
      Array.isArray(items) ? items.flatMap((item) => GatewayReceipt.safeParse(item).data ?? []) : [],
    ),
  ),
});

/** UrlPay's `Subscribe`; what the status integers mean is not published. `amount` is in roubles, as it came. */
export const Subscription = z.object({
  id: readable(gatewayId),
  description: readable(z.string()),
  status: readable(whole),
  currency: readable(z.string()),
  amount: readable(numeric),
  start_date: readable(z.string()),
  next_pay_date: readable(z.string()),
  interval: readable(z.string()),
});
export type Subscription = z.infer<typeof Subscription>;

/** 200 of `GET /v2/subscribes`. */
export const Subscriptions = z.object({ success, items: z.array(Subscription) });
