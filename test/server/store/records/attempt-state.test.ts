import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PaymentMeaning } from '../../../../src/domain/contract/payment-status.ts';
import {
  ATTEMPT_STATES,
  isFinal,
  statusOf,
  transition,
  type AttemptState,
} from '../../../../src/server/store/records/attempt-state.ts';

const MEANINGS: readonly PaymentMeaning[] = [
  'created',
  'processing',
  'held',
  'cancelled',
  'failed',
  'paid',
  'unknown',
];

/** The complete function: one row per state, in the order of MEANINGS. */
const TABLE: Record<AttemptState, readonly AttemptState[]> = {
  CREATING: ['CREATING', 'CREATING', 'CREATING', 'CREATING', 'CREATING', 'CREATING', 'CREATING'],
  OPEN: ['OPEN', 'PROCESSING', 'HELD', 'CANCELLED', 'FAILED', 'PAID', 'OPEN'],
  REJECTED: ['REJECTED', 'REJECTED', 'HELD', 'REJECTED', 'REJECTED', 'PAID', 'REJECTED'],
  UNKNOWN: ['ORPHANED', 'PROCESSING', 'HELD', 'CANCELLED', 'FAILED', 'PAID', 'UNKNOWN'],
  ORPHANED: ['ORPHANED', 'PROCESSING', 'HELD', 'CANCELLED', 'FAILED', 'PAID', 'ORPHANED'],
  PROCESSING: ['PROCESSING', 'PROCESSING', 'HELD', 'CANCELLED', 'FAILED', 'PAID', 'PROCESSING'],
  HELD: ['HELD', 'HELD', 'HELD', 'CANCELLED', 'FAILED', 'PAID', 'HELD'],
  PAID: ['PAID', 'PAID', 'PAID', 'PAID', 'PAID', 'PAID', 'PAID'],
  DUP_PAID: ['DUP_PAID', 'DUP_PAID', 'DUP_PAID', 'DUP_PAID', 'DUP_PAID', 'DUP_PAID', 'DUP_PAID'],
  MISMATCH: ['MISMATCH', 'MISMATCH', 'MISMATCH', 'MISMATCH', 'MISMATCH', 'MISMATCH', 'MISMATCH'],
  CANCELLED: ['CANCELLED', 'CANCELLED', 'HELD', 'CANCELLED', 'CANCELLED', 'PAID', 'CANCELLED'],
  FAILED: ['FAILED', 'FAILED', 'HELD', 'FAILED', 'FAILED', 'PAID', 'FAILED'],
};

describe('transition', () => {
  for (const state of ATTEMPT_STATES) {
    it(`of ${state}`, () => {
      assert.deepEqual(
        MEANINGS.map((meaning) => transition(state, meaning)),
        TABLE[state],
      );
    });
  }

  it('reaches PAID only from a verified "paid"', () => {
    for (const state of ATTEMPT_STATES) {
      for (const meaning of MEANINGS) {
        if (transition(state, meaning) === 'PAID' && state !== 'PAID') assert.equal(meaning, 'paid');
      }
    }
  });

  it('ends in PAID for any order of reports', () => {
    const reports: PaymentMeaning[] = ['created', 'processing', 'failed', 'cancelled', 'unknown'];
    for (const before of reports) {
      for (const after of reports) {
        assert.equal(transition(transition(transition('OPEN', before), 'paid'), after), 'PAID');
      }
    }
  });

  it('is final for PAID, DUP_PAID and MISMATCH', () => {
    assert.deepEqual(ATTEMPT_STATES.filter(isFinal), ['PAID', 'DUP_PAID', 'MISMATCH']);
  });
});

describe('statusOf', () => {
  /** States by the gateway's integer. Uncertain states are 0, so that no browser shows a wrong end. */
  const BY_STATUS: readonly (readonly AttemptState[])[] = [
    ['CREATING', 'OPEN', 'UNKNOWN', 'ORPHANED', 'MISMATCH'],
    ['PROCESSING'],
    ['CANCELLED'],
    ['PAID', 'DUP_PAID'],
    ['REJECTED', 'FAILED'],
    ['HELD'],
  ];

  for (const [status, states] of BY_STATUS.entries()) {
    it(`is ${status} for ${states.join(', ')}`, () => {
      assert.deepEqual(
        ATTEMPT_STATES.filter((state) => statusOf(state) === status),
        states,
      );
    });
  }
});
