import { type CallbackJson, type CallbackWord, isCallbackWord, wordFor } from '../payments/callback.ts';
import { forgedCallback, isForgery } from '../payments/forged-callback.ts';
import { FORGERIES } from '../scenario/script.ts';
import type { Gateway } from '../payments/gateway.ts';
import type { Payment } from '../payments/payment.ts';
import { isWebAddress } from '../values/web-address.ts';
import { jsonResponse } from '../responses/json-response.ts';
import { fieldOf, refusal, type ControlRoute } from './control-route.ts';

/** `/_sandbox/callbacks`: lists the callbacks sent, changes their address, sends another. */
export function callbackControl(gateway: Gateway): readonly ControlRoute[] {
  const { callbacks } = gateway;
  const shown = () => jsonResponse(200, { url: callbacks.url, items: callbacks.log });
  return [
    {
      method: 'GET',
      path: '/callbacks',
      about: 'The callback address, and every callback with its result.',
      answer: shown,
    },
    {
      method: 'PUT',
      path: '/callbacks',
      about: '{"url": address or null} changes the callback address; null sends no callbacks.',
      answer: (body) => {
        const url = fieldOf(body, 'url');
        if (url !== null && !isWebAddress(url)) {
          return refusal(422, 'url: must be an absolute http or https address, or null');
        }
        callbacks.url = url;
        return shown();
      },
    },
    {
      method: 'POST',
      path: '/callbacks',
      about: `{"id", "word", "forge"} sends a callback about a payment, true or forged (${FORGERIES.join(', ')}); {"body"} sends any JSON.`,
      answer: (body) => send(gateway, body),
    },
  ];
}

function send(gateway: Gateway, asked: unknown): Response {
  if (gateway.callbacks.url === null) return refusal(409, 'url: there is no callback address');
  const raw = fieldOf(asked, 'body');
  if (raw !== undefined) return sent(gateway, raw as CallbackJson);
  const payment = gateway.find(String(fieldOf(asked, 'id')));
  if (payment === null) return refusal(404, 'id: no such payment');
  const forge = fieldOf(asked, 'forge') ?? 'none';
  if (!isForgery(forge)) return refusal(422, `forge: must be one of ${FORGERIES.join(', ')}`);
  const word = fieldOf(asked, 'word') ?? usualWord(gateway, payment, forge !== 'none');
  if (word === null) return refusal(409, 'payment: is not finished yet; set word to success or cancel');
  if (!isCallbackWord(word)) return refusal(422, 'word: must be success or cancel');
  return sent(gateway, forgedCallback(payment, forge, word));
}

function usualWord(gateway: Gateway, payment: Payment, isForged: boolean): CallbackWord | null {
  return isForged ? 'success' : wordFor(payment.statusAt(gateway.clock.now()));
}

function sent(gateway: Gateway, body: CallbackJson): Response {
  gateway.callbacks.send(body);
  return jsonResponse(202, { body });
}
