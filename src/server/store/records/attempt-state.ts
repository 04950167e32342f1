import type { PaymentMeaning } from '../../../domain/contract/payment-status.ts';

/**
 * The states of one attempt to pay an order.
 *
 * CREATING: one request holds the lease and sends the POST. UNKNOWN: the outcome of the POST is unknown. ORPHANED: the gateway
 * has the payment, but no buyer got its page. DUP_PAID: paid although the order was paid already. MISMATCH: the gateway's
 * payment differs from what was requested.
 */
export const ATTEMPT_STATES = [
  'CREATING',
  'OPEN',
  'REJECTED',
  'UNKNOWN',
  'ORPHANED',
  'PROCESSING',
  'HELD',
  'PAID',
  'DUP_PAID',
  'MISMATCH',
  'CANCELLED',
  'FAILED',
] as const;
/** State of an `Attempt` in a store. */
export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** The state for a verified status, or `otherwise` if the status decides nothing. */
function settle(meaning: PaymentMeaning, otherwise: AttemptState): AttemptState {
  switch (meaning) {
    case 'processing':
      return 'PROCESSING';
    case 'cancelled':
      return 'CANCELLED';
    case 'paid':
      return 'PAID';
    case 'failed':
      return 'FAILED';
    case 'held':
      return 'HELD';
    case 'created':
    case 'unknown':
      return otherwise;
  }
}

/** Only money changes an ended attempt: a card may be authorised late, and stale answers may arrive late. */
function onlyMoney(meaning: PaymentMeaning, state: AttemptState): AttemptState {
  if (meaning === 'paid') return 'PAID';
  return meaning === 'held' ? 'HELD' : state;
}

/**
 * The state after the gateway reported `meaning` for an attempt whose uuid, amount and currency are verified.
 *
 * States never go backwards, so late and repeated reports do no harm. An undocumented status changes nothing. Only the store
 * can tell if PAID must become DUP_PAID.
 */
export function transition(state: AttemptState, meaning: PaymentMeaning): AttemptState {
  switch (state) {
    case 'OPEN':
    case 'ORPHANED':
    case 'PROCESSING':
      return settle(meaning, state);
    case 'UNKNOWN':
      return settle(meaning, meaning === 'created' ? 'ORPHANED' : state);
    case 'HELD':
      return meaning === 'processing' ? state : settle(meaning, state);
    case 'CANCELLED':
    case 'FAILED':
    case 'REJECTED':
      return onlyMoney(meaning, state);
    case 'CREATING': // the holder of the lease will write the outcome
    case 'PAID':
    case 'DUP_PAID':
    case 'MISMATCH':
      return state;
  }
}

/** True if no report of the gateway can change the state. */
export function isFinal(state: AttemptState): boolean {
  return state === 'PAID' || state === 'DUP_PAID' || state === 'MISMATCH';
}

/** The gateway's status integer for a state, for browsers; 0 while the outcome is unknown. */
export function statusOf(state: AttemptState): number {
  switch (state) {
    case 'CREATING':
    case 'OPEN':
    case 'UNKNOWN':
    case 'ORPHANED':
    case 'MISMATCH':
      return 0;
    case 'PROCESSING':
      return 1;
    case 'CANCELLED':
      return 2;
    case 'PAID':
    case 'DUP_PAID':
      return 3;
    case 'REJECTED':
    case 'FAILED':
      return 4;
    case 'HELD':
      return 5;
  }
}
