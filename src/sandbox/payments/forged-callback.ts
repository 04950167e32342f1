import { callbackBody, type CallbackJson, type CallbackWord } from './callback-sender.ts';
import type { Payment } from './payment.ts';
import { FORGERIES, type Forgery } from '../scenario/script.ts';

const FAR_AWAY = 1_000_000;

export function isForgery(value: unknown): value is Forgery {
  return FORGERIES.some((forgery) => forgery === value);
}

/** A callback that lies: about the named field, or, with `unpaid` and `none`, about nothing but perhaps its word. */
export function forgedCallback(payment: Payment, forgery: Forgery, word: CallbackWord): CallbackJson {
  const body = callbackBody(payment, word);
  switch (forgery) {
    case 'uuid':
      return { ...body, uuid: `${body.uuid}-forged` };
    case 'amount':
      return { ...body, amount: body.amount + 1 };
    case 'id':
      return { ...body, id: body.id + FAR_AWAY };
    case 'none':
    case 'unpaid':
      return body;
  }
}
