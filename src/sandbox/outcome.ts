import type { ScenarioName } from './scenario.ts';
import { STATUS, type PaymentStatus } from './status.ts';

const SLOW_PROCESSING_MS = 5_000;
const LATE_SUCCESS_MS = 6_000;

/** The buttons of the payment page, by the value each one posts. */
export const OUTCOMES = ['pay', 'decline', 'cancel', 'hold', 'leave'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** A change of status, `after` milliseconds from the moment the buyer acted. */
export interface Step {
  readonly after: number;
  readonly status: PaymentStatus;
}

export function isOutcome(value: unknown): value is Outcome {
  return OUTCOMES.some((outcome) => outcome === value);
}

/** Everything that a press of a button sets in motion. `holdTime` is in seconds, as in the API. */
export function stepsFor(outcome: Outcome, scenario: ScenarioName, holdTime: number | null): readonly Step[] {
  switch (outcome) {
    case 'pay':
      return stepsOfPaying(scenario, holdTime);
    case 'decline':
      return [at(0, STATUS.failed)];
    case 'cancel':
      return [at(0, STATUS.cancelled)];
    case 'hold':
      return holding(holdTime);
    case 'leave':
      return [];
  }
}

function stepsOfPaying(scenario: ScenarioName, holdTime: number | null): readonly Step[] {
  switch (scenario) {
    case 'declined':
      return [at(0, STATUS.failed)];
    case 'cancelled':
      return [at(0, STATUS.cancelled)];
    case 'held':
      return holding(holdTime);
    case 'slow':
      return [at(0, STATUS.processing), at(SLOW_PROCESSING_MS, STATUS.paid)];
    case 'endless':
      return [at(0, STATUS.processing)];
    case 'late-success':
      return [at(0, STATUS.failed), at(LATE_SUCCESS_MS, STATUS.paid)];
    case 'paid':
    case 'lost-answer':
    case 'error-500':
    case 'html':
    case 'no-receipt':
      // A request with `holdTime` asks for a hold, so its buyer's payment is held and not taken.
      return holdTime === null ? [at(0, STATUS.paid)] : holding(holdTime);
  }
}

function holding(holdTime: number | null): readonly Step[] {
  const held = at(0, STATUS.held);
  return holdTime === null ? [held] : [held, at(holdTime * 1_000, STATUS.cancelled)];
}

function at(after: number, status: PaymentStatus): Step {
  return { after, status };
}
