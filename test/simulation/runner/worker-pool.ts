import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BatchResult } from './batch.ts';
import type { Job } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const CHUNK = 50;
/** Most objects of a schedule are garbage at its end. */
const FLAGS = ['--max-semi-space-size=32'];

/** Processes that load one copy of the kit. A free process takes the next chunk of seeds. */
export class WorkerPool {
  readonly #workers: readonly ChildProcess[];

  /** @param source URL of the `src` folder under test */
  constructor(source: string, size: number) {
    this.#workers = Array.from({ length: size }, () => fork(WORKER, [source], { execArgv: FLAGS }));
  }

  /** @param onResult called after every chunk; if it returns false, no more chunks start */
  async run(from: number, count: number, onResult: (result: BatchResult) => boolean): Promise<void> {
    let next = from;
    let running = true;
    const work = async (worker: ChildProcess): Promise<void> => {
      while (running && next < from + count) {
        const job: Job = { from: next, count: Math.min(CHUNK, from + count - next), most: 3 };
        next += job.count;
        if (!onResult(await runJob(worker, job))) running = false;
      }
    };
    await Promise.all(this.#workers.map(work));
  }

  close(): void {
    for (const worker of this.#workers) worker.disconnect();
  }
}

function runJob(worker: ChildProcess, job: Job): Promise<BatchResult> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`a worker ended with ${code}`));
    worker.once('exit', died);
    worker.once('message', (result) => {
      worker.off('exit', died);
      resolve(result as BatchResult);
    });
    worker.send(job);
  });
}
