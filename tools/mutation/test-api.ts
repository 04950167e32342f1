import { performance } from 'node:perf_hooks';
import { mock } from 'node:test';

/**
 * The part of `node:test` that the tests use. In a mutation run it replaces `node:test`, whose root suite runs once per
 * process and whose tests cannot be selected by id.
 */

type Body = (context: TestContext) => unknown;

export interface Outcome {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly ms: number;
  /** The message of the error; `null` if the test passed. */
  readonly failure: string | null;
}

interface Hooks {
  readonly before: Body[];
  readonly after: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
}

interface Suite extends Hooks {
  readonly id: string;
  readonly parent: Suite | null;
  readonly children: (Suite | Test)[];
}

interface Test {
  readonly id: string;
  readonly name: string;
  readonly body: Body;
}

interface Options {
  readonly skip?: boolean | string;
}

/** The part of a test's context that the tests use. */
interface TestContext {
  readonly mock: typeof mock;
}

const CONTEXT: TestContext = { mock };

const newSuite = (id: string, parent: Suite | null): Suite => ({
  id,
  parent,
  children: [],
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
});

let current = newSuite('', null);

export function describe(name: string, ...rest: readonly unknown[]): void {
  const { options, body } = readArguments(rest);
  if (isSkipped(options)) return;
  const suite = newSuite(childId(name), current);
  current.children.push(suite);
  current = suite;
  try {
    body(CONTEXT);
  } finally {
    current = suite.parent ?? suite;
  }
}

export function it(name: string, ...rest: readonly unknown[]): void {
  const { options, body } = readArguments(rest);
  if (!isSkipped(options)) current.children.push({ id: childId(name), name, body });
}

export const test = it;
export const before = (body: Body): unknown => current.before.push(body);
export const after = (body: Body): unknown => current.after.push(body);
export const beforeEach = (body: Body): unknown => current.beforeEach.push(body);
export const afterEach = (body: Body): unknown => current.afterEach.push(body);

/** Tests of one suite may have equal names. */
function childId(name: string): string {
  const id = `${current.id} › ${name}`;
  const same = current.children.filter((child) => child.id === id || child.id.startsWith(`${id} #`)).length;
  return same === 0 ? id : `${id} #${same + 1}`;
}

function readArguments(values: readonly unknown[]): { options: Options; body: Body } {
  const body = values.find((value) => typeof value === 'function');
  const options = values.find((value) => typeof value === 'object' && value !== null);
  return { options: options ?? {}, body: (body ?? (() => undefined)) as Body };
}

const isSkipped = ({ skip }: Options): boolean => skip !== undefined && skip !== false;

/** Collects the tests that a file registers. */
export async function collect(file: string, load: () => Promise<unknown>): Promise<Suite> {
  const root = newSuite(file, null);
  current = root;
  await load();
  return root;
}

export interface RunOptions {
  /** The ids to run; all tests if undefined. */
  readonly only: ReadonlySet<string> | undefined;
  readonly bail: boolean;
  /** Called before each test with its id, and after the last one with undefined. */
  readonly started: (id: string | undefined) => void;
}

/** Runs the tests of a file one after another. */
export async function runSuite(root: Suite, options: RunOptions): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  await runChildren(root, [], root.id, options, outcomes);
  options.started(undefined);
  return outcomes;
}

async function runChildren(
  suite: Suite,
  outer: readonly Suite[],
  file: string,
  options: RunOptions,
  outcomes: Outcome[],
): Promise<void> {
  if (!hasSelected(suite, options)) return;
  const suites = [...outer, suite];
  const setUp = await attempt(() => runAll(suite.before));
  for (const child of suite.children) {
    if (options.bail && outcomes.some(({ failure }) => failure !== null)) break;
    if ('children' in child) await runChildren(child, suites, file, options, outcomes);
    else if (options.only?.has(child.id) ?? true)
      outcomes.push(await runTest(child, suites, file, options, setUp));
  }
  const tearDown = await attempt(() => runAll(suite.after));
  const last = outcomes.at(-1);
  if (tearDown !== null && last)
    outcomes[outcomes.length - 1] = { ...last, failure: last.failure ?? tearDown };
}

function hasSelected(suite: Suite, options: RunOptions): boolean {
  return suite.children.some((child) =>
    'children' in child ? hasSelected(child, options) : (options.only?.has(child.id) ?? true),
  );
}

async function runTest(
  { id, name, body }: Test,
  suites: readonly Suite[],
  file: string,
  options: RunOptions,
  setUp: string | null,
): Promise<Outcome> {
  options.started(id);
  const start = performance.now();
  const failure =
    setUp ??
    (await attempt(async () => {
      for (const { beforeEach: hooks } of suites) await runAll(hooks);
      await body(CONTEXT);
    }));
  const cleanUp = await attempt(async () => {
    for (const { afterEach: hooks } of suites.toReversed()) await runAll(hooks);
    mock.restoreAll();
  });
  return { id, name, file, ms: performance.now() - start, failure: failure ?? cleanUp };
}

async function runAll(hooks: readonly Body[]): Promise<void> {
  for (const hook of hooks) await hook(CONTEXT);
}

/** Runs an act until it ends or an exception goes uncaught. @returns the message of its error */
async function attempt(act: () => Promise<void>): Promise<string | null> {
  let fail: (error: unknown) => void = () => undefined;
  const uncaught = new Promise<never>((_, reject) => {
    fail = reject;
  });
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  try {
    await Promise.race([act(), uncaught]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    process.off('uncaughtException', fail);
    process.off('unhandledRejection', fail);
  }
}
