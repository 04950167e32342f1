import { OrderAnswer } from '../../domain/contract/wire.ts';
import { writeKopecks } from '../../domain/money/money.ts';
import { HttpProblem } from '../http/problem.ts';
import { statusOf } from '../store/records/attempt-state.ts';
import type { Attempt } from '../store/records/attempt.ts';

/** 409 for a payment that is not the one that was asked for. */
export const paymentMismatch = (): HttpProblem =>
  new HttpProblem(409, 'payment_mismatch', 'The gateway’s payment is not the one that was asked for.');

/** The body of `GET /payment`. @throws {HttpProblem} 409 `payment_mismatch` */
export function paymentAnswer(attempt: Attempt): object {
  if (attempt.state === 'MISMATCH') throw paymentMismatch();
  const { description, holdTime } = OrderAnswer.parse(JSON.parse(attempt.snapshot));
  const payment = {
    uuid: attempt.order,
    amount: writeKopecks(attempt.amount),
    currency: attempt.currency,
    description,
    status: statusOf(attempt.state),
    hold_until: holdUntil(attempt, holdTime),
  };
  return { success: true, payment };
}

/**
 * The time until which held money stays held, approximately (ISO 8601, UTC). The gateway tells no times, so the hold counts from the
 * moment it was first seen. `undefined` leaves the field out.
 *
 * @param holdTime seconds
 */
function holdUntil({ state, updatedAt }: Attempt, holdTime: number | null | undefined): string | undefined {
  if (state !== 'HELD' || !holdTime) return undefined;
  const until = new Date(updatedAt + holdTime * 1000);
  // a shop's hold time may exceed the range of dates
  return Number.isNaN(until.getTime()) ? undefined : until.toISOString();
}
