import { relative } from 'node:path';
import process from 'node:process';
import type { TestEvent } from 'node:test/reporters';

/** The tests that have started and not ended, from the events of Node's test runner. */
export class RunningTests {
  /** By file: the names of its running tests, by their place in it. */
  readonly #files = new Map<string, Map<string, string>>();
  /** By file: the tests that ran when the file's time was up. */
  readonly #cut = new Map<string, string[]>();

  /** @returns true if a test started or ended */
  hear({ type, data }: TestEvent): boolean {
    if (type !== 'test:dequeue' && type !== 'test:complete') return false;
    const { name, line, column } = data;
    const file = relative(process.cwd(), data.file ?? '');
    const tests = this.#files.get(file) ?? new Map<string, string>();
    if (name === file) {
      if (type === 'test:complete') this.#end(file, tests);
      else this.#files.set(file, tests);
    } else if (type === 'test:dequeue') {
      this.#files.set(file, tests.set(`${line}:${column}:${name}`, name));
    } else {
      tests.delete(`${line}:${column}:${name}`);
    }
    return true;
  }

  /** `file: suite, test`, and the file alone as long as none of its tests runs. */
  get names(): string[] {
    return [...this.#files].map(([file, tests]) => withTests(file, [...tests.values()]));
  }

  /** The name of a test file, with the tests that ran when its time was up. */
  withCut(file: string): string {
    return withTests(file, this.#cut.get(file) ?? []);
  }

  #end(file: string, tests: ReadonlyMap<string, string>): void {
    this.#files.delete(file);
    if (tests.size > 0) this.#cut.set(file, [...tests.values()]);
  }
}

function withTests(file: string, tests: readonly string[]): string {
  return tests.length > 0 ? `${file}: ${tests.join(', ')}` : file;
}
