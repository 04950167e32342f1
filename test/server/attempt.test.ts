import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLeased, isRecent, LEASE_MS, THROTTLE_MS } from '../../src/server/attempt.ts';
import { sampleAttempt } from '../../src/server-testing/index.ts';

const NOW = 1_795_251_600_000;

describe('a lease', () => {
  const leased = (from: number, state: 'CREATING' | 'UNKNOWN' = 'CREATING'): boolean =>
    isLeased(sampleAttempt({ state, leaseUntil: NOW + from }), NOW);

  it('holds until its end, and only while the page is being made', () => {
    assert.deepEqual([leased(1), leased(0), leased(-1), leased(1, 'UNKNOWN')], [true, false, false, false]);
  });

  it('holds too when another signer’s clock goes seconds ahead, and not when a clock has jumped', () => {
    assert.deepEqual([leased(LEASE_MS + 5_000), leased(LEASE_MS + 5_001)], [true, false]);
  });
});

describe('the throttle', () => {
  it('holds on either side of the moment, since another signer’s clock may go ahead', () => {
    const recent = (ago: number) => isRecent(NOW - ago, NOW);
    assert.deepEqual([0, THROTTLE_MS - 1, 1 - THROTTLE_MS].map(recent), [true, true, true]);
    assert.deepEqual([THROTTLE_MS, -THROTTLE_MS, -3_600_000].map(recent), [false, false, false]);
  });
});
