import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { count } from '../../tools/test-run/node-reporter.ts';
import { RunningTests } from '../../tools/test-run/running-tests.ts';
import { emptyTally, type Tally } from '../../tools/test-run/tally.ts';
import { runningFiles, sessionTally } from './tally-reporter.ts';

interface Ran {
  name: string;
  type?: 'suite';
  skip?: boolean;
  todo?: boolean;
}

const event = (type: 'test:pass' | 'test:fail', { name, type: kind, ...rest }: Ran): TestEvent =>
  ({ type, data: { name, file: resolve('test/a.test.ts'), details: { type: kind }, ...rest } }) as TestEvent;

describe("the reporter of Node's tests", () => {
  const tally = (...events: TestEvent[]): Tally => {
    const sum = emptyTally();
    for (const one of events) count(one, sum);
    return sum;
  };

  test('counts tests, not suites', () => {
    const counted = tally(
      event('test:pass', { name: 'a' }),
      event('test:fail', { name: 'b' }),
      event('test:fail', { name: 'suite', type: 'suite' }),
    );
    assert.deepEqual(counted, { passed: 1, failed: 1, skipped: 0, broken: ['b'] });
  });

  test('sets skipped and planned tests apart', () => {
    const counted = tally(
      event('test:pass', { name: 'a', skip: true }),
      event('test:fail', { name: 'b', todo: true }),
    );
    assert.deepEqual(counted, { passed: 0, failed: 0, skipped: 2, broken: [] });
  });

  test('fails a file in which no test ran', () => {
    const { failed, broken } = tally(event('test:pass', { name: 'test/a.test.ts' }));
    assert.deepEqual({ failed, broken }, { failed: 1, broken: ['test/a.test.ts'] });
  });
});

describe('the tests that run', () => {
  const FILE = 'test/a.test.ts';
  const hear = (
    running: RunningTests,
    ...events: [type: 'test:dequeue' | 'test:complete', name: string][]
  ) => {
    for (const [type, name] of events) {
      running.hear({ type, data: { name, file: resolve(FILE), line: 1, column: 1 } } as TestEvent);
    }
  };

  test('are named with their file until they end', () => {
    const running = new RunningTests();
    hear(running, ['test:dequeue', FILE]);
    assert.deepEqual(running.names, [FILE]);
    hear(running, ['test:dequeue', 'suite'], ['test:dequeue', 'one']);
    assert.deepEqual(running.names, [`${FILE}: suite, one`]);
    hear(running, ['test:complete', 'one'], ['test:complete', 'suite'], ['test:complete', FILE]);
    assert.deepEqual(running.names, []);
  });

  test('are named by the failure of a file whose time was up', () => {
    const running = new RunningTests();
    hear(running, ['test:dequeue', FILE], ['test:dequeue', 'slow'], ['test:complete', FILE]);
    const tally = emptyTally();
    count(event('test:fail', { name: FILE }), tally, running);
    assert.deepEqual(tally.broken, [`${FILE}: slow`]);
  });

  test('are files in the browsers', () => {
    const browser = { name: 'Firefox' } as Parameters<typeof runningFiles>[0][number]['browser'];
    const session = (status: 'STARTED' | 'FINISHED' | 'SCHEDULED') => ({
      status,
      testFile: resolve(FILE),
      browser,
    });
    const sessions = [session('FINISHED'), session('STARTED'), session('SCHEDULED')];
    assert.deepEqual(runningFiles(sessions), [`${FILE} (Firefox)`]);
  });
});

describe('the reporter of the element tests', () => {
  const passed = { name: 'a', passed: true, skipped: false };
  const suite = (...tests: (typeof passed)[]) => ({
    name: '',
    suites: [{ name: 's', suites: [], tests }],
    tests: [],
  });

  test('counts inner suites', () => {
    const testResults = suite(passed, { ...passed, name: 'b', passed: false }, { ...passed, skipped: true });
    assert.deepEqual(sessionTally({ testResults, errors: [], passed: false }), {
      passed: 1,
      failed: 1,
      skipped: 1,
      broken: ['s > b'],
    });
  });

  test('fails a file that broke beside its tests, or never ran', () => {
    assert.equal(
      sessionTally({ testResults: suite(passed), errors: [{ message: 'x' }], passed: false }).failed,
      1,
    );
    assert.equal(sessionTally({ testResults: suite(passed), errors: [], passed: false }).failed, 1);
    assert.equal(sessionTally({ errors: [] }).failed, 1);
  });
});
