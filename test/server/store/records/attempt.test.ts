import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ATTEMPT_STATES, type AttemptState } from '../../../../src/server/store/records/attempt-state.ts';
import {
  isLeased,
  isRecent,
  LEASE_MS,
  nextDue,
  THROTTLE_MS,
} from '../../../../src/server/store/records/attempt.ts';
import { sampleAttempt } from '../../../../src/server/testing/index.ts';

const NOW = 1_795_251_600_000;

describe('isLeased', () => {
  const leased = (from: number, state: 'CREATING' | 'UNKNOWN' = 'CREATING'): boolean =>
    isLeased(sampleAttempt({ state, leaseUntil: NOW + from }), NOW);

  it('is true until the lease ends, and only in CREATING', () => {
    assert.deepEqual([leased(1), leased(0), leased(-1), leased(1, 'UNKNOWN')], [true, false, false, false]);
  });

  it('allows a clock that is 5 seconds ahead, and no more', () => {
    assert.deepEqual([leased(LEASE_MS + 5_000), leased(LEASE_MS + 5_001)], [true, false]);
  });
});

describe('isRecent', () => {
  it('is true within the throttle on either side, since another signer’s clock may be ahead', () => {
    const recent = (ago: number) => isRecent(NOW - ago, NOW);
    assert.deepEqual([0, THROTTLE_MS - 1, 1 - THROTTLE_MS].map(recent), [true, true, true]);
    assert.deepEqual([THROTTLE_MS, -THROTTLE_MS, -3_600_000].map(recent), [false, false, false]);
  });
});

describe('nextDue', () => {
  const HOUR = 3_600_000;
  const DAY = 24 * HOUR;
  /** Wait in ms for an attempt of that age whose state changed `changed` ms ago. */
  const wait = (state: AttemptState, age: number, changed = 0): number | null => {
    const attempt = sampleAttempt({ state, createdAt: NOW - age, updatedAt: NOW - changed });
    const due = nextDue(state, attempt, NOW);
    return due === null ? null : due - NOW;
  };

  it('waits a twentieth of the age, at least the throttle and at most a day', () => {
    assert.deepEqual(
      [0, 40_000, 40_020, HOUR, 20 * DAY - 20, 20 * DAY, 400 * DAY].map((age) => wait('OPEN', age)),
      [2_000, 2_000, 2_001, HOUR / 20, DAY - 1, DAY, DAY],
    );
  });

  it('is null for final and rejected attempts', () => {
    assert.deepEqual(
      ATTEMPT_STATES.filter((state) => wait(state, HOUR) === null),
      ['REJECTED', 'PAID', 'DUP_PAID', 'MISMATCH'],
    );
  });

  it('continues for two days after an end, since banks may authorise late, and without limit for open attempts', () => {
    const after = (changed: number) =>
      ATTEMPT_STATES.filter((state) => wait(state, 90 * DAY, changed) === DAY);
    const open: AttemptState[] = ['CREATING', 'OPEN', 'UNKNOWN', 'ORPHANED', 'PROCESSING', 'HELD'];
    assert.deepEqual(after(2 * DAY - 1), [...open, 'CANCELLED', 'FAILED']);
    assert.deepEqual(after(2 * DAY), open);
  });
});
