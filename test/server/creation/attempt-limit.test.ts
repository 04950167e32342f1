import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Attempt } from '../../../src/server/index.ts';
import { limitAttempts } from '../../../src/server/creation/attempt-limit.ts';

const NOW = 1_000_000;
const RATE = { most: 2, within: 10_000 };
const aged = (...ages: number[]): Attempt[] => ages.map((age) => ({ createdAt: NOW - age }) as Attempt);
const waitAfter = (...ages: number[]): string | null => {
  try {
    limitAttempts(aged(...ages), RATE, NOW);
    return null;
  } catch (error) {
    return (error as { extras: { headers: Record<string, string> } }).extras.headers['Retry-After'] ?? '';
  }
};

describe('limitAttempts', () => {
  it('waits until the second youngest attempt is old enough, in whatever order they come', () => {
    assert.equal(waitAfter(9_000, 4_000), '1');
    assert.equal(waitAfter(4_000, 9_000), '1');
    assert.equal(waitAfter(1_000, 90_000, 2_500), '8', 'rounded up to whole seconds');
  });

  it('has room once that attempt is exactly as old as the rate says', () => {
    assert.equal(waitAfter(10_000, 1_000), null);
    assert.equal(waitAfter(9_999, 1_000), '1');
  });

  it('does not count attempts of the future: the clock was set back', () => {
    assert.equal(waitAfter(-5_000, -1, 1_000), null);
    assert.equal(waitAfter(-5_000, 0, 1_000), '9');
  });
});
