import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PAYMENT_PLAN, pollPause, RECEIPT_PLAN } from '../../src/session/poll-plan.ts';

describe('pollPause', () => {
  it('grows from one second by 1.6 to thirty', () => {
    const longest = Array.from({ length: 10 }, (_, n) => Math.round(pollPause(PAYMENT_PLAN, n, 1)));
    assert.deepEqual(longest, [1000, 1600, 2560, 4096, 6554, 10486, 16777, 26844, 30000, 30000]);
  });

  it('is at least half of the whole pause', () => {
    assert.equal(pollPause(PAYMENT_PLAN, 0, 0), 500);
    assert.equal(pollPause(PAYMENT_PLAN, 0, 0.5), 750);
    assert.equal(pollPause(PAYMENT_PLAN, 20, 0), 15_000);
  });

  it('asks for a receipt half as often', () => {
    assert.equal(pollPause(RECEIPT_PLAN, 0, 1), 2000);
    assert.equal(pollPause(RECEIPT_PLAN, 50, 1), 60_000);
  });

  it('stays finite after any number of asks', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (n, random) => {
        const pause = pollPause(PAYMENT_PLAN, n, random);
        assert.ok(pause >= 500 && pause <= 30_000);
      }),
    );
  });
});
