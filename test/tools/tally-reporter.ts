import { relative } from 'node:path';
import process from 'node:process';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { leaveRunning } from '../../tools/test-run/running.ts';
import { addTallies, emptyTally, leaveTally, type Tally } from '../../tools/test-run/tally.ts';

/** Counts the element tests by browser, prints a line for each and leaves the sum for `npm test`. */
export function tallyReporter(): Reporter {
  let browsers: readonly string[] = [];
  return {
    start({ browserNames }) {
      browsers = browserNames;
    },
    getTestProgress({ sessions }) {
      leaveRunning(runningFiles(sessions));
      return '';
    },
    stop({ sessions }) {
      const tallies = browsers.map((name) => browserTally(name, sessions));
      leaveTally(addTallies(tallies));
    },
  };
}

/** The test files that are open in a browser, as `file (browser)`. */
export function runningFiles(
  sessions: readonly Pick<TestSession, 'status' | 'testFile' | 'browser'>[],
): string[] {
  const open = sessions.filter(({ status }) => status !== 'SCHEDULED' && status !== 'FINISHED');
  return open.map(({ testFile, browser }) => `${relative(process.cwd(), testFile)} (${browser.name})`);
}

function browserTally(name: string, sessions: readonly TestSession[]): Tally {
  const tally = addTallies(sessions.filter(({ browser }) => browser.name === name).map(sessionTally));
  tally.broken = tally.broken.map((test) => `${test} (${name})`);
  // A browser that never came up has no test to fail.
  if (tally.passed === 0 && tally.failed === 0) tally.failed = 1;
  console.log(`${name}: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  return tally;
}

export function sessionTally(session: Pick<TestSession, 'testResults' | 'errors' | 'passed'>): Tally {
  const tally = emptyTally();
  if (session.testResults !== undefined) countSuite(session.testResults, tally);
  const untold = session.passed !== true && tally.failed === 0;
  if (untold || session.errors.length > 0) tally.failed += 1;
  return tally;
}

function countSuite(suite: TestSuiteResult, tally: Tally): void {
  for (const { name, passed, skipped } of suite.tests) {
    if (skipped) tally.skipped += 1;
    else if (passed) tally.passed += 1;
    else {
      tally.failed += 1;
      tally.broken.push(`${suite.name} > ${name}`);
    }
  }
  for (const inner of suite.suites) countSuite(inner, tally);
}
