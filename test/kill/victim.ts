import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';

/** A `kvit serve` that is killed and started again. */
export class Victim {
  readonly #args: readonly string[];
  readonly #env: Record<string, string>;
  #child: ChildProcess | null = null;
  /** the last words of one that did not start */
  #words: string[] = [];

  constructor(config: string, env: Record<string, string>) {
    this.#args = ['--disable-warning=ExperimentalWarning', 'src/cli.ts', 'serve', '--config', config];
    this.#env = env;
    process.once('exit', () => this.#child?.kill('SIGKILL'));
  }

  /** Resolves when it takes requests. @throws {Error} with what it said, when it ended instead */
  async start(): Promise<void> {
    this.#words = [];
    const child = spawn(process.execPath, this.#args, {
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stderr.on('data', (words: Buffer) => this.#words.push(words.toString()));
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, 'exit').then(() => {
      throw new Error(`kvit serve ended: ${this.#words.join('')}`);
    });
    const serves = new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        if (line.includes('"kvit serves"')) resolve();
      });
    });
    ended.catch(() => undefined);
    await Promise.race([serves, ended]);
  }

  /** kill -9: nothing in it runs any more, not even a `finally`. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) throw new Error(`it was dead already: ${this.#words.join('')}`);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.#child = null;
  }

  /** Ctrl-C. @returns the exit code */
  async stop(): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return null;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await gone) as [number | null];
    this.#child = null;
    return code;
  }
}
