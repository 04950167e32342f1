import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPeriod, nextCharge, PERIODS } from '../../src/domain/order/period.ts';

describe('the periods of a subscription', () => {
  it('are the API’s three, in its spelling', () => {
    assert.deepEqual([...PERIODS], ['Day', 'Week', 'Month']);
    assert.ok(PERIODS.every(isPeriod));
    assert.equal(['day', 'Year', '', null, ['Day']].some(isPeriod), false);
  });
});

describe('nextCharge', () => {
  const CHARGES = [
    ['2026-11-28T10:30', 'Day', '2026-11-29T10:30'],
    ['2026-11-30T10:30', 'Day', '2026-12-01T10:30'],
    ['2026-12-28T10:30', 'Week', '2027-01-04T10:30'],
    ['2026-11-28T10:30', 'Month', '2026-12-28T10:30'],
    ['2026-12-31T10:30', 'Month', '2027-01-31T10:30'],
    ['2027-01-31T10:30', 'Month', '2027-02-28T10:30'],
    ['2028-01-30T10:30', 'Month', '2028-02-29T10:30'],
    ['2027-03-31T10:30', 'Month', '2027-04-30T10:30'],
  ] as const;

  for (const [from, period, next] of CHARGES) {
    it(`of a ${period} after ${from} is ${next}`, () => {
      const start = new Date(from);
      assert.deepEqual(nextCharge(start, period), new Date(next));
      assert.deepEqual(start, new Date(from), 'the date that was given is not changed');
    });
  }
});
