import type { PaymentMeaning } from '../../../domain/contract/payment-status.ts';

/**
 * The life of one attempt to have an order paid.
 *
 * CREATING is leased to whoever POSTs it. UNKNOWN: nobody knows whether the gateway has it. ORPHANED: the gateway has it, but
 * its page was never released. DUP_PAID: paid though the order was paid already. MISMATCH: the gateway's payment is not ours.
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
export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** What a verified status makes of a page nobody may see, or of one in the buyer's hands. */
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

/** An ended attempt wakes up only for money: card schemes authorise late, and stale answers arrive late. */
function onlyMoney(meaning: PaymentMeaning, state: AttemptState): AttemptState {
  if (meaning === 'paid') return 'PAID';
  return meaning === 'held' ? 'HELD' : state;
}

/**
 * The state after the gateway reported `meaning` for an attempt whose uuid, amount and currency were verified.
 *
 * Never backwards, so that late and doubled reports do not matter; a status nobody has published changes nothing. Whether PAID
 * has to become DUP_PAID only the store can tell.
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
    case 'CREATING': // its creator holds the lease and will say what became of it
    case 'PAID':
    case 'DUP_PAID':
    case 'MISMATCH':
      return state;
  }
}

/** Whether nothing the gateway says can change the state any more. */
export function isFinal(state: AttemptState): boolean {
  return state === 'PAID' || state === 'DUP_PAID' || state === 'MISMATCH';
}

/** The gateway's integer for a state, for browsers: 0 while nobody knows. */
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
