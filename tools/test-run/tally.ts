import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The counts of one step of the test run. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** names of those that failed, as far as they have one */
  broken: string[];
}

/** Names the file in which a reporter leaves its tally for `npm test`; unset if a step runs alone. */
const PLACE = 'KVIT_TALLY';

export const emptyTally = (): Tally => ({ passed: 0, failed: 0, skipped: 0, broken: [] });

export function addTallies(tallies: Iterable<Tally>): Tally {
  const sum = emptyTally();
  for (const { passed, failed, skipped, broken } of tallies) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
    sum.broken.push(...broken);
  }
  return sum;
}

/** The environment that makes a step's reporter leave its tally in the file. */
export const tallyEnvironment = (file: string): Record<string, string> => ({ [PLACE]: file });

export function leaveTally(tally: Tally): void {
  const file = process.env[PLACE];
  if (file !== undefined && file !== '') writeFileSync(file, JSON.stringify(tally));
}

export function readTally(file: string): Tally | undefined {
  if (!existsSync(file)) return undefined;
  const { passed, failed, skipped, broken } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Tally>;
  return { passed: passed ?? 0, failed: failed ?? 0, skipped: skipped ?? 0, broken: broken ?? [] };
}
