import { invalid } from '../responses/api-error.ts';
import type { CallbackWord } from './callback-sender.ts';
import { Fields } from '../requests/fields.ts';
import { isJsonObject, type JsonValue } from '../values/json-text.ts';
import type { Payment } from './payment.ts';

/** The body of `POST /payments/callback`: which payment is meant, and what to say of it. Amount in kopecks. */
export interface CallbackRequest {
  readonly id: number | null;
  readonly uuid: string | null;
  readonly amount: bigint | null;
  readonly word: CallbackWord | null;
}

/** @throws ApiError that names the field which is wrong. */
export function parseCallbackRequest(body: JsonValue): CallbackRequest {
  if (!isJsonObject(body)) throw invalid('body', 'must be a JSON object');
  const fields = new Fields(body, '', ['id', 'amount', 'currency', 'uuid', 'payment_status']);
  const id = fields.optionalInteger('id');
  const uuid = fields.optionalText('uuid');
  if (id === null && uuid === null) throw invalid('id', 'is required where there is no uuid');
  const currency = fields.optionalText('currency');
  if (currency !== null && currency.toLowerCase() !== 'rub') throw invalid('currency', 'must be RUB');
  const amount = fields.optional('amount') === null ? null : fields.decimal('amount', 2);
  return { id, uuid, amount, word: parseWord(fields) };
}

/** Whether everything that the request says fits a payment. */
export function isMeant(request: CallbackRequest, payment: Payment): boolean {
  return (
    (request.id === null || request.id === payment.origin.id) &&
    (request.uuid === null || request.uuid === payment.order.uuid) &&
    (request.amount === null || request.amount === payment.order.amount)
  );
}

function parseWord(fields: Fields): CallbackWord | null {
  const word = fields.optionalText('payment_status');
  if (word === null || word === 'success' || word === 'cancel') return word;
  throw invalid('payment_status', 'must be success or cancel');
}
