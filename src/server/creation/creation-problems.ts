import { HttpProblem } from '../http/problem.ts';
import type { Alerts } from '../notification/alerts.ts';
import { paymentMismatch } from '../payment/payment-answer.ts';
import type { AttemptState } from '../store/records/attempt-state.ts';
import type { Attempt } from '../store/records/attempt.ts';

/** 409: another request is creating a page of the order. */
export const inProgress = (): HttpProblem =>
  new HttpProblem(409, 'in_progress', 'Another payment page of this order is being made.', {
    headers: { 'Retry-After': '2' },
  });

/** 504: the gateway may or may not have created the payment. */
export const unknownOutcome = (): HttpProblem =>
  new HttpProblem(
    504,
    'gateway_unknown',
    'Nobody knows whether the payment was created; its page is not used.',
  );

/** 502: the gateway has definitely not created the payment. */
export const refusedByGateway = (): HttpProblem =>
  new HttpProblem(502, 'gateway_refused', 'The gateway refused to create the payment.');

/** Refuses a page on a host that the merchant does not allow. @throws {HttpProblem} 502 `pay_host_forbidden` */
export async function forbidPage({ order }: Attempt, alerts: Alerts): Promise<never> {
  const message = 'the payment page is not on the gateway’s host nor on one of payHosts';
  await alerts.raise({ kind: 'pay_host_forbidden', message, order });
  throw new HttpProblem(502, 'pay_host_forbidden', 'The payment page is on a host nobody allowed.');
}

/** Refuses a second page of an order that is paid or about to be. @throws {HttpProblem} 409 `already_paid` or `payment_mismatch` */
export function refuseSettled(attempts: readonly Attempt[]): void {
  const first = (...states: AttemptState[]) => attempts.find(({ state }) => states.includes(state));
  const settled = first('PAID') ?? first('DUP_PAID') ?? first('HELD') ?? first('PROCESSING');
  if (settled) {
    throw new HttpProblem(409, 'already_paid', 'A payment of this order is made or on its way.', {
      id: settled.handle,
    });
  }
  if (first('MISMATCH')) throw paymentMismatch();
}
