import { existsSync, globSync, statSync } from 'node:fs';
import { posix } from 'node:path';

/** A kind of test, and the script of package.json that runs it. */
export const SUITES = ['unit', 'elements', 'e2e', 'visual'] as const;
export type Suite = (typeof SUITES)[number];

const TEST_FILE = /^test\/.*\.test\.ts$/;

/** The suite of a test file; undefined for any other file. */
export function suiteOf(path: string): Suite | undefined {
  if (!TEST_FILE.test(path)) return undefined;
  const folder = path.split('/')[1];
  return SUITES.find((suite) => suite === folder) ?? 'unit';
}

export const testFiles = (suite: Suite): string[] =>
  globSync('test/**/*.test.ts')
    .map(withSlashes)
    .filter((path) => suiteOf(path) === suite)
    .toSorted();

/**
 * The test files that the arguments of `npm run <suite> -- …` name; a folder stands for all of the suite in it.
 *
 * @throws {TypeError} one sentence, if an argument is no test of the suite
 */
export function chosenFiles(suite: Suite, names: readonly string[]): string[] {
  const all = testFiles(suite);
  if (names.length === 0) return all;
  return [...new Set(names.flatMap((name) => filesOf(suite, posix.normalize(withSlashes(name)), all)))];
}

function filesOf(suite: Suite, name: string, all: readonly string[]): readonly string[] {
  if (all.includes(name)) return [name];
  if (!existsSync(name)) throw new TypeError(`There is no ${name}.`);
  const other = suiteOf(name);
  if (other !== undefined)
    throw new TypeError(`${name} belongs to another suite: npm run ${other} -- ${name}`);
  const folder = name.replace(/\/$/, '');
  const inside = all.filter((path) => path.startsWith(`${folder}/`));
  if (inside.length > 0) return inside;
  const what = statSync(name).isDirectory() ? 'holds no test' : 'is no test';
  throw new TypeError(`${name} ${what} of the suite ${suite}.`);
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
