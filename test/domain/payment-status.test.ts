import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { paymentMeaning } from '../../src/domain/contract/payment-status.ts';

function onlyThree(status: unknown): void {
  assert.equal(paymentMeaning(status) === 'paid', status === 3);
}

describe('payment statuses', () => {
  it('are read by their meaning', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6].map(paymentMeaning), [
      'created',
      'processing',
      'cancelled',
      'paid',
      'failed',
      'held',
      'held',
    ]);
  });

  for (const status of [
    7,
    -1,
    3.5,
    NaN,
    Infinity,
    '3',
    'paid',
    true,
    null,
    undefined,
    [3],
    { status: 3 },
    3n,
  ]) {
    it(`never take ${typeof status} ${String(status)} for an end`, () => {
      assert.equal(paymentMeaning(status), 'unknown');
    });
  }

  it('are paid for 3 and for nothing else', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.integer({ min: -9, max: 9 })), onlyThree), {
      numRuns: 5000,
      seed: 3,
    });
  });
});
