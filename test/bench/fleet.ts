import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('server-process.ts', import.meta.url));

/** Processes that serve the same handler. */
export class Fleet {
  readonly #children: readonly ChildProcess[];
  readonly urls: readonly string[];

  private constructor(children: readonly ChildProcess[], urls: readonly string[]) {
    this.#children = children;
    this.urls = urls;
  }

  /** @param where file or URL of the store; empty for the bare handler */
  static async start(kind: string, where: string, size: number): Promise<Fleet> {
    const options = { execArgv: ['--disable-warning=ExperimentalWarning'] };
    const children = Array.from({ length: size }, () => fork(PROGRAM, [kind, where], options));
    const urls = await Promise.all(
      children.map(async (child) => ((await once(child, 'message')) as [{ url: string }])[0].url),
    );
    return new Fleet(children, urls);
  }

  /** Number of payment reads that all processes sent to the gateway. */
  async gatewayReads(): Promise<number> {
    const counts = await Promise.all(
      this.#children.map(async (child) => {
        const answer = once(child, 'message');
        child.send('reads?');
        return ((await answer) as [{ reads: number }])[0].reads;
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map(async (child) => {
        const gone = once(child, 'exit');
        child.kill();
        await gone;
      }),
    );
  }
}
