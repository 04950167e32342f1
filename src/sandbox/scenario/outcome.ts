import type { Course, Step } from './script.ts';
import { STATUS } from '../values/payment-status.ts';

const SLOW_PROCESSING_MS = 5_000;
const LATE_SUCCESS_MS = 6_000;
const REGRESS_MS = 2_000;
const UNKNOWN_MS = 5_000;
const UNKNOWN_STATUS = 42;

/** The buttons of the payment page by their posted value. */
export const OUTCOMES = ['pay', 'decline', 'cancel', 'hold', 'leave'] as const;

/** One of `OUTCOMES`. */
export type Outcome = (typeof OUTCOMES)[number];

/** True for one of `OUTCOMES`. */
export function isOutcome(value: unknown): value is Outcome {
  return OUTCOMES.some((outcome) => outcome === value);
}

/** The changes of status after the press of a button. `holdTime` is in seconds, as in the API. */
export function stepsFor(outcome: Outcome, course: Course, holdTime: number | null): readonly Step[] {
  switch (outcome) {
    case 'pay':
      return stepsOfPaying(course, holdTime);
    case 'decline':
      return [at(0, STATUS.failed)];
    case 'cancel':
      return [at(0, STATUS.cancelled)];
    case 'hold':
      return holding(holdTime, STATUS.held);
    case 'leave':
      return [];
  }
}

function stepsOfPaying(course: Course, holdTime: number | null): readonly Step[] {
  if (typeof course === 'object') return course.steps;
  switch (course) {
    case 'declined':
      return [at(0, STATUS.failed)];
    case 'cancelled':
      return [at(0, STATUS.cancelled)];
    case 'held':
      return holding(holdTime, STATUS.held);
    case 'held-6':
      return holding(holdTime, STATUS.heldToo);
    case 'slow':
      return [at(0, STATUS.processing), at(SLOW_PROCESSING_MS, STATUS.paid)];
    case 'endless':
      return [at(0, STATUS.processing)];
    case 'late-success':
      return [at(0, STATUS.failed), at(LATE_SUCCESS_MS, STATUS.paid)];
    case 'late-success-cancelled':
      return [at(0, STATUS.cancelled), at(LATE_SUCCESS_MS, STATUS.paid)];
    case 'regress':
      return regressing();
    case 'unknown-status':
      return [at(0, STATUS.processing), shown(0, UNKNOWN_STATUS), at(UNKNOWN_MS, STATUS.paid)];
    case 'paid':
      // A request with `holdTime` asks for a hold.
      return holdTime === null ? [at(0, STATUS.paid)] : holding(holdTime, STATUS.held);
  }
}

function holding(holdTime: number | null, status: number): readonly Step[] {
  const held = at(0, status);
  return holdTime === null ? [held] : [held, at(holdTime * 1_000, STATUS.cancelled)];
}

function regressing(): readonly Step[] {
  return [
    at(0, STATUS.paid),
    shown(REGRESS_MS, STATUS.processing),
    shown(2 * REGRESS_MS, STATUS.created),
    shown(3 * REGRESS_MS, STATUS.paid),
  ];
}

function at(after: number, status: number): Step {
  return { after, status };
}

function shown(after: number, status: number): Step {
  return { after, status, shownOnly: true };
}
