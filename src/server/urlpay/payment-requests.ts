/** Requests about payments, besides the order itself, whose rules are in the domain. Strict. */
import * as z from 'zod';
import { gatewayId, kopecks, text, uuid } from './fields/request-fields.ts';

/**
 * Body of `POST /payments/callback`: the callback that the gateway shall repeat. The API marks every field as optional.
 * `amount` is in kopecks; `currency` is in capitals, as in callbacks.
 */
export const CallbackRequest = z.strictObject({
  id: gatewayId.optional(),
  amount: kopecks.optional(),
  currency: z.literal('RUB', 'must be RUB').optional(),
  uuid: uuid.optional(),
  payment_status: z.enum(['success', 'cancel'], 'must be success or cancel').optional(),
});
export type CallbackRequest = z.infer<typeof CallbackRequest>;

/** The options of `createPayment` that go into the body. */
export const PaymentExtras = z.strictObject({
  uuid: uuid.optional(),
  websiteUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  language: text.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, 'is not a language').optional(),
});
