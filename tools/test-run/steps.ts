import type { Step } from './step.ts';

/** Cheap checks first. The limits are for slow machines; `stuckMinutes` ends a step in which nothing moves. */
export const STEPS: readonly Step[] = [
  { script: 'setup', counts: false, minutes: 20 },
  { script: 'types', counts: false, minutes: 5 },
  { script: 'lint', counts: false, minutes: 5 },
  { script: 'format:check', counts: false, minutes: 5 },
  { script: 'unit', counts: true, minutes: 30, stuckMinutes: 5 },
  { script: 'simulate', counts: true, minutes: 30, stuckMinutes: 5 },
  { script: 'build', counts: false, minutes: 5 },
  { script: 'size', counts: false, minutes: 3 },
  { script: 'elements', counts: true, minutes: 30, stuckMinutes: 5 },
  { script: 'e2e', counts: true, minutes: 60, stuckMinutes: 10 },
  { script: 'visual', counts: true, minutes: 30, stuckMinutes: 10 },
];

/** Steps that test the files in `dist`. */
const TEST_DIST: ReadonlySet<string> = new Set(['size', 'elements', 'e2e']);

/**
 * The steps that the arguments of `npm test -- …` name, in their usual order; all of them for no argument.
 *
 * @throws {TypeError} one sentence, if an argument is no step
 */
export function chosenSteps(names: readonly string[], steps: readonly Step[] = STEPS): readonly Step[] {
  if (names.length === 0) return steps;
  const unknown = names.find((name) => !steps.some(({ script }) => script === name));
  if (unknown !== undefined) {
    throw new TypeError(`npm test has no step ${unknown}: \`npm test -- --help\` lists them.`);
  }
  const wanted = new Set(names);
  if (names.some((name) => TEST_DIST.has(name))) wanted.add('build');
  return steps.filter(({ script }) => wanted.has(script));
}

export const HELP = `Usage: npm test [-- step…]

Runs all steps, or the named ones. The last line is \`N passed, N failed\`.

Steps: ${STEPS.map(({ script }) => script).join(', ')}
  ${[...TEST_DIST].join(', ')} run build first.

KVIT_BROWSERS=chromium   tests in one engine of chromium, firefox, webkit
One file or folder:      npm run unit -- test/domain (or elements, e2e, visual)
While you work:          npm run check, npm run dev:test`;
