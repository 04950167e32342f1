import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import type { StrykerOptions } from '@stryker-mutator/api/core';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type DryRunOptions,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { FreshModules } from './fresh-modules.ts';
import { collect, runSuite, type Outcome } from './test-api.ts';

interface Run {
  /** Ids of the tests to run; all tests if undefined. */
  readonly only?: ReadonlySet<string> | undefined;
  readonly bail: boolean;
  /** The mutant that is active while modules load. */
  readonly whileLoading?: string | undefined;
  /** The mutant that is active while tests run. */
  readonly whileRunning?: string | undefined;
}

/** Runs tests of `node:test` inside Stryker's process: starting a process for each test file takes most of the time. */
class InProcessRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options);
  readonly #files: readonly string[];
  readonly #modules = new FreshModules(process.cwd());
  readonly #state: InstrumenterContext;

  constructor(options: StrykerOptions) {
    this.#files = (options['inProcess'] as { testFiles: string[] }).testFiles;
    const shared = globalThis as { __stryker__?: InstrumenterContext };
    this.#state = shared.__stryker__ ??= {};
  }

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async dryRun({ disableBail }: DryRunOptions): Promise<DryRunResult> {
    const tests = await this.#run(this.#files, { bail: !disableBail });
    const { mutantCoverage } = this.#state;
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, disableBail, hitLimit, mutantActivation } = options;
    const only = testFilter && new Set(testFilter);
    const files = this.#files.filter((file) => testFilter?.some((id) => id.startsWith(`${file} ›`)) ?? true);
    const { id } = activeMutant;
    const whileLoading = mutantActivation === 'static' ? id : undefined;
    Object.assign(this.#state, { hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    const tests = await this.#run(files, { only, bail: !disableBail, whileLoading, whileRunning: id });
    const reached = determineHitLimitReached(this.#state.hitCount, hitLimit);
    return toMutantRunResult(reached ?? { status: DryRunStatus.Complete, tests });
  }

  async #run(files: readonly string[], run: Run): Promise<TestResult[]> {
    const outcomes: Outcome[] = [];
    this.#modules.renew();
    for (const file of files) {
      this.#activate(run.whileLoading);
      const suite = await this.#load(file);
      this.#activate(run.whileRunning);
      const started = (id: string | undefined): void => this.#started(id);
      if (typeof suite === 'string') outcomes.push({ id: file, name: file, file, ms: 0, failure: suite });
      else outcomes.push(...(await runSuite(suite, { only: run.only, bail: run.bail, started })));
      if (run.bail && outcomes.some(({ failure }) => failure !== null)) break;
    }
    return outcomes.map(toResult);
  }

  /** The variable tells child processes of the tests which mutant is active. */
  #activate(id: string | undefined): void {
    if (id === undefined) delete process.env['__STRYKER_ACTIVE_MUTANT__'];
    else process.env['__STRYKER_ACTIVE_MUTANT__'] = id;
    Object.assign(this.#state, { activeMutant: id });
  }

  #started(id: string | undefined): void {
    if (id === undefined) delete this.#state.currentTestId;
    else this.#state.currentTestId = id;
  }

  /** @returns the message of the error if a module throws */
  async #load(file: string): Promise<Awaited<ReturnType<typeof collect>> | string> {
    try {
      return await collect(file, () => import(pathToFileURL(resolve(file)).href));
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

function toResult({ id, name, file, ms, failure }: Outcome): TestResult {
  const common = { id, name, fileName: resolve(file), timeSpentMs: ms };
  return failure === null
    ? { ...common, status: TestStatus.Success }
    : { ...common, status: TestStatus.Failed, failureMessage: failure };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
export const strykerValidationSchema = { properties: { inProcess: { type: 'object' } } };
