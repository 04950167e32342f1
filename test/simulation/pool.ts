import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BatchResult } from './batch.ts';
import type { Order } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const CHUNK = 50;
/** Most of what a schedule makes is garbage at its end. */
const FLAGS = ['--max-semi-space-size=32'];

/** Processes over one copy of the kit. Chunks of seeds go to whoever is free. */
export class Pool {
  readonly #workers: readonly ChildProcess[];

  /** @param source address of the `src` folder under test */
  constructor(source: string, size: number) {
    this.#workers = Array.from({ length: size }, () => fork(WORKER, [source], { execArgv: FLAGS }));
  }

  /** @param heard is told of every chunk; when it says no, no more are begun */
  async run(from: number, count: number, heard: (result: BatchResult) => boolean): Promise<void> {
    let next = from;
    let going = true;
    const work = async (worker: ChildProcess): Promise<void> => {
      while (going && next < from + count) {
        const order: Order = { from: next, count: Math.min(CHUNK, from + count - next), most: 3 };
        next += order.count;
        if (!heard(await ask(worker, order))) going = false;
      }
    };
    await Promise.all(this.#workers.map(work));
  }

  close(): void {
    for (const worker of this.#workers) worker.disconnect();
  }
}

function ask(worker: ChildProcess, order: Order): Promise<BatchResult> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`a worker ended with ${code}`));
    worker.once('exit', died);
    worker.once('message', (result) => {
      worker.off('exit', died);
      resolve(result as BatchResult);
    });
    worker.send(order);
  });
}
