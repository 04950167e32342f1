import type { AttemptState } from '../../../src/server/index.ts';
import type { StateName } from '../../../src/session/checkout-state.ts';

/** The state that a tab shows. */
export type TabState = StateName;

/** The stored state of an attempt; `none` before there is an attempt. */
export type OrderState = AttemptState | 'none';

/** The state in which a fault strikes. */
export type State = TabState | OrderState;

export const TAB_STATES: readonly TabState[] = [
  'idle',
  'submitting',
  'redirecting',
  'away',
  'checking',
  'held',
  'paid',
  'receipt',
  'cancelled',
  'failed',
  'unresolved',
  'error',
];

export const ORDER_STATES: readonly OrderState[] = [
  'none',
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
];

export const ALL_STATES: readonly State[] = [...TAB_STATES, ...ORDER_STATES];
