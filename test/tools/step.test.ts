import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judge, limitReached, type Step } from '../../tools/test-run/step.ts';
import { addTallies } from '../../tools/test-run/tally.ts';

const check: Step = { script: 'types', counts: false, minutes: 1 };
const tests: Step = { script: 'unit', counts: true, minutes: 1 };

describe('judge', () => {
  test('counts a check as one', () => {
    assert.deepEqual(judge(check, 0, undefined), { passed: 1, failed: 0, skipped: 0, broken: [] });
    assert.deepEqual(judge(check, 2, undefined), { passed: 0, failed: 1, skipped: 0, broken: [] });
  });

  test('takes the numbers of a step that counts itself', () => {
    assert.deepEqual(judge(tests, 0, { passed: 9, failed: 0, skipped: 1, broken: [] }), {
      passed: 9,
      failed: 0,
      skipped: 1,
      broken: [],
    });
    assert.deepEqual(judge(tests, 1, { passed: 9, failed: 2, skipped: 0, broken: ['a', 'b'] }), {
      passed: 9,
      failed: 2,
      skipped: 0,
      broken: ['a', 'b'],
    });
  });

  test('is never green by accident', () => {
    const crashedLate = judge(tests, 1, { passed: 9, failed: 0, skipped: 0, broken: [] });
    const crashedEarly = judge(tests, 0, undefined);
    const ranNothing = judge(tests, 0, { passed: 0, failed: 0, skipped: 4, broken: [] });
    assert.deepEqual(
      [crashedLate, crashedEarly, ranNothing].map(({ failed }) => failed),
      [1, 1, 1],
    );
  });
});

test('addTallies sums every column', () => {
  const sum = addTallies([
    { passed: 1, failed: 2, skipped: 3, broken: ['a'] },
    { passed: 10, failed: 20, skipped: 30, broken: ['b'] },
  ]);
  assert.deepEqual(sum, { passed: 11, failed: 22, skipped: 33, broken: ['a', 'b'] });
});

describe('limitReached', () => {
  const step: Step = { script: 'e2e', counts: true, minutes: 60, stuckMinutes: 10 };
  const after = (minutes: number, movedAfter?: number) =>
    limitReached(step, {
      began: 0,
      moved: movedAfter === undefined ? undefined : movedAfter * 60_000,
      now: minutes * 60_000,
    });

  test('lets a step go on while tests start and end', () => {
    assert.equal(after(9), undefined);
    assert.equal(after(59, 50), undefined);
  });

  test('ends a step in which nothing moves, and one that is too long', () => {
    assert.match(after(10) ?? '', /no test started or ended for 10 minutes/);
    assert.match(after(45, 35) ?? '', /no test started or ended for 10 minutes/);
    assert.equal(after(60, 59), 'ended after 60 minutes');
  });

  test('a step without progress of its own has one limit', () => {
    assert.equal(limitReached(check, { began: 0, moved: undefined, now: 59_000 }), undefined);
    assert.equal(limitReached(check, { began: 0, moved: undefined, now: 60_000 }), 'ended after 1 minutes');
  });
});
