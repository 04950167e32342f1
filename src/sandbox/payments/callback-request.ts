import * as z from 'zod';
import { invalid } from '../responses/api-error.ts';
import { decimal, integer, object, optionalText, readFields } from '../requests/fields.ts';
import { optional } from '../requests/validation.ts';
import type { JsonValue } from '../values/json-text.ts';
import { CALLBACK_WORDS, type CallbackWord } from './callback.ts';
import type { Payment } from './payment.ts';

/** The body of `POST /payments/callback`: the payment and the word to send. `amount` in kopecks. */
export interface CallbackRequest {
  readonly id: number | null;
  readonly uuid: string | null;
  readonly amount: bigint | null;
  readonly word: CallbackWord | null;
}

const SCHEMA = object(
  {
    id: optional(integer),
    uuid: optionalText,
    currency: optional(
      z.string('must be a string').refine((currency) => currency.toLowerCase() === 'rub', 'must be RUB'),
    ),
    amount: optional(decimal(2)),
    payment_status: optional(z.enum(CALLBACK_WORDS, 'must be success or cancel')),
  },
  'must be a JSON object',
);

/** @throws ApiError that names the wrong field. */
export function parseCallbackRequest(body: JsonValue): CallbackRequest {
  const { id, uuid, amount, payment_status: word } = readFields(SCHEMA, body);
  if (id === null && uuid === null) throw invalid('id', 'is required if there is no uuid');
  return { id, uuid, amount, word };
}

/** True if every field of the request fits the payment. */
export function fits(request: CallbackRequest, payment: Payment): boolean {
  return (
    (request.id === null || request.id === payment.origin.id) &&
    (request.uuid === null || request.uuid === payment.order.uuid) &&
    (request.amount === null || request.amount === payment.order.amount)
  );
}
