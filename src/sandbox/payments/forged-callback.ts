import { FORGERIES, type Forgery } from '../scenario/script.ts';
import { type CallbackJson, callbackOf, type CallbackWord } from './callback.ts';
import type { Payment } from './payment.ts';

// Larger than any id of a payment.
const ID_OFFSET = 1_000_000;

/** True for a value of `Forgery`. */
export function isForgery(value: unknown): value is Forgery {
  return FORGERIES.some((forgery) => forgery === value);
}

/** A callback with one wrong field: the named one. With `unpaid` and `none` only the word may be wrong. */
export function forgedCallback(payment: Payment, forgery: Forgery, word: CallbackWord): CallbackJson {
  const body = callbackOf(payment, word);
  switch (forgery) {
    case 'uuid':
      return { ...body, uuid: `${body.uuid}-forged` };
    case 'amount':
      return { ...body, amount: body.amount + 1 };
    case 'id':
      return { ...body, id: body.id + ID_OFFSET };
    case 'none':
    case 'unpaid':
      return body;
  }
}
