import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judge, type Step } from '../../tools/test-run/step.ts';
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
