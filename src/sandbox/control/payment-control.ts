import type { Gateway } from '../payments/gateway.ts';
import type { Payment } from '../payments/payment.ts';
import { actOn, isPaymentAct, PAYMENT_ACTS } from '../payments/payment-act.ts';
import { jsonResponse } from '../responses/json-response.ts';
import type { Reports } from './report.ts';
import { fieldOf, refusal, type ControlRoute } from './control-route.ts';

/** `/_sandbox/payments` and `/_sandbox/subscriptions`: lists both, plays the buyer, the shop or the bank. */
export function paymentControl(gateway: Gateway, reports: Reports): readonly ControlRoute[] {
  const found = (id: string, answer: (payment: Payment) => Response) => {
    const payment = gateway.find(id);
    return payment === null ? refusal(404, 'id: no such payment') : answer(payment);
  };
  return [
    {
      method: 'GET',
      path: '/payments',
      about: 'Every payment with its scenario, payment page and callbacks.',
      answer: () => jsonResponse(200, { items: reports.payments() }),
    },
    {
      method: 'GET',
      path: '/payments/{id}',
      about: 'One payment.',
      answer: (_body, id) => found(id, (payment) => jsonResponse(200, reports.payment(payment))),
    },
    {
      method: 'POST',
      path: '/payments/{id}/outcome',
      about: `{"outcome": …} plays the buyer, the shop or the bank: ${PAYMENT_ACTS.join(', ')}.`,
      answer: (body, id) =>
        found(id, (payment) => {
          const act = fieldOf(body, 'outcome');
          if (!isPaymentAct(act)) return refusal(422, `outcome: must be one of ${PAYMENT_ACTS.join(', ')}`);
          const problem = actOn(gateway, payment, act);
          return problem === null ? jsonResponse(200, reports.payment(payment)) : refusal(409, problem);
        }),
    },
    {
      method: 'GET',
      path: '/subscriptions',
      about: 'Every subscription with the ids of its payments.',
      answer: () => jsonResponse(200, { items: reports.subscriptions() }),
    },
  ];
}
