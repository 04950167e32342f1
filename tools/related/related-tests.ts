import { suiteOf, type Suite } from '../test-run/suites.ts';
import { allFiles } from './changed-files.ts';
import { ImportGraph } from './import-graph.ts';

/** Tests that start processes, databases or thousands of schedules. `npm run check` leaves them to `npm test`, unless they themselves change. */
const SLOW = ['test/kill/', 'test/server/signer/four-processes', 'test/signers/', 'test/simulation/'];

export interface RelatedTests {
  /** Unit tests to run now. */
  readonly unit: readonly string[];
  /** Slow unit tests, left to `npm test`. */
  readonly slow: readonly string[];
  /** Tests in browsers, by suite, left to the scripts of that name. */
  readonly browser: Readonly<Record<Exclude<Suite, 'unit'>, readonly string[]>>;
}

/** The tests that import the changed files, or read or start them by path, directly or through others. */
export function relatedTests(changed: readonly string[], graph = new ImportGraph(allFiles())): RelatedTests {
  const related = [...graph.dependants(changed)].filter((path) => graph.has(path)).toSorted();
  const inSuite = (suite: Suite): string[] => related.filter((path) => suiteOf(path) === suite);
  const isSlow = (path: string): boolean =>
    SLOW.some((start) => path.startsWith(start)) && !changed.includes(path);
  const unit = inSuite('unit');
  return {
    unit: unit.filter((path) => !isSlow(path)),
    slow: unit.filter(isSlow),
    browser: { elements: inSuite('elements'), e2e: inSuite('e2e'), visual: inSuite('visual') },
  };
}
