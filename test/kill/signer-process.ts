import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';

/** A process of `kvit serve` that can be killed and restarted. */
export class SignerProcess {
  readonly #args: readonly string[];
  readonly #env: Record<string, string>;
  #child: ChildProcess | null = null;
  /** Error output since the last start. */
  #errors: string[] = [];

  constructor(config: string, env: Record<string, string>) {
    this.#args = ['--disable-warning=ExperimentalWarning', 'src/cli.ts', 'serve', '--config', config];
    this.#env = env;
    process.once('exit', () => this.#child?.kill('SIGKILL'));
  }

  /** Resolves when it takes requests. @throws {Error} with its error output, when it ends instead */
  async start(): Promise<void> {
    this.#errors = [];
    const child = spawn(process.execPath, this.#args, {
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stderr.on('data', (output: Buffer) => this.#errors.push(output.toString()));
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, 'exit').then(() => {
      throw new Error(`kvit serve ended: ${this.#errors.join('')}`);
    });
    const serves = new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        if (line.includes('"kvit serves"')) resolve();
      });
    });
    ended.catch(() => undefined);
    await Promise.race([serves, ended]);
  }

  /** Sends SIGKILL: no further code runs, not even a `finally`. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) throw new Error(`it has already ended: ${this.#errors.join('')}`);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.#child = null;
  }

  /** Sends SIGTERM. @returns the exit code */
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
