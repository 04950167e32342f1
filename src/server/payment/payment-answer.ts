import { writeKopecks } from '../../domain/money/money.ts';
import { OrderAnswer } from '../../domain/contract/wire.ts';
import { HttpProblem } from '../http/problem.ts';
import { statusOf } from '../store/records/attempt-state.ts';
import type { Attempt } from '../store/records/attempt.ts';

/** What `GET /payment` answers. @throws {HttpProblem} 409 for a payment that is not what was asked for */
export function paymentAnswer(attempt: Attempt): object {
  if (attempt.state === 'MISMATCH') {
    throw new HttpProblem(
      409,
      'payment_mismatch',
      'The gateway’s payment is not the one that was asked for.',
    );
  }
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
 * Until about when held money stays held. The gateway tells no time of anything, so the hold is counted from when it was first
 * seen; `undefined` leaves the field out.
 */
function holdUntil({ state, updatedAt }: Attempt, holdTime: number | null | undefined): string | undefined {
  if (state !== 'HELD' || !holdTime) return undefined;
  const until = new Date(updatedAt + holdTime * 1000);
  // a shop may hold for longer than a calendar goes
  return Number.isNaN(until.getTime()) ? undefined : until.toISOString();
}
