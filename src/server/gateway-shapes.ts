/** Shapes of the gateway's answers that only the server reads. Tolerant, as those in the domain. */
import * as z from 'zod/mini';
import { Payment } from '../domain/wire.ts';

const maybe = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));

/** 200 of the writes that answer nothing but success. */
export const Done = z.object({ success: z.literal(true) });

/** 200 of `GET /v2/payments`. Rows that are no payments are left out, so that one bad row does not hide the others. */
export const ListedPayments = z.pipe(
  z.object({ items: z.array(z.unknown()) }),
  z.transform(({ items }) => items.flatMap((item) => Payment.safeParse(item).data ?? [])),
);

/** UrlPay's `Subscribe`; what the status integers mean is not published. */
export const Subscription = z.object({
  id: maybe(z.number()),
  description: maybe(z.string()),
  status: maybe(z.number()),
  currency: maybe(z.string()),
  amount: maybe(z.union([z.string(), z.number()])),
  start_date: maybe(z.string()),
  next_pay_date: maybe(z.string()),
  interval: maybe(z.string()),
});
export type Subscription = z.infer<typeof Subscription>;

/** 200 of `GET /v2/subscribes`. */
export const Subscriptions = z.object({ items: z.array(Subscription) });

/** An id of the gateway: a positive integer, perhaps as text; `null` for anything else. */
export function readGatewayId(value: unknown): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  if (!/^[1-9][0-9]{0,15}$/.test(String(value))) return null;
  const id = Number(value);
  return Number.isSafeInteger(id) ? id : null;
}
