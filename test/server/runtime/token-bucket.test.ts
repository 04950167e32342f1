import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TokenBuckets } from '../../../src/server/runtime/token-bucket.ts';

function buckets(most: number, within: number) {
  const clock = { now: 1e12 };
  return { clock, buckets: new TokenBuckets({ most, within }, () => clock.now) };
}

describe('TokenBuckets', () => {
  it('give `most` tokens at once, then one after the other, and return the wait', () => {
    const { clock, buckets: some } = buckets(3, 3000);
    assert.deepEqual(
      [1, 2, 3, 4].map(() => some.take('a')),
      [0, 0, 0, 1000],
    );
    clock.now += 400;
    assert.equal(some.take('a'), 600);
    clock.now += 600;
    assert.deepEqual([some.take('a'), some.take('a')], [0, 1000]);
  });

  it('never hold more than `most` tokens', () => {
    const { clock, buckets: some } = buckets(2, 1000);
    some.take('a');
    clock.now += 1e9;
    assert.deepEqual(
      [1, 2, 3].map(() => some.take('a') > 0),
      [false, false, true],
    );
  });

  it('keep names apart', () => {
    const { buckets: some } = buckets(1, 1000);
    assert.deepEqual(
      ['a', 'b', 'a'].map((name) => some.take(name)),
      [0, 0, 1000],
    );
  });

  it('do not lock a client out when the clock jumps back', () => {
    const { clock, buckets: some } = buckets(1, 1000);
    some.take('a');
    clock.now -= 1e9;
    assert.equal(some.take('a'), 1000);
    clock.now += 1000;
    assert.equal(some.take('a'), 0);
  });

  it('forget the name that was unused for the longest time when there are too many', () => {
    const { buckets: some } = buckets(1, 1e9);
    some.take('quiet');
    some.take('loud');
    for (let index = 0; index < 9_999; index += 1) {
      some.take(`${index}`);
      if (index % 1000 === 0) assert.ok(some.take('loud') > 0);
    }
    assert.equal(some.take('quiet'), 0);
    assert.ok(some.take('loud') > 0);
  });
});
