import process from 'node:process';
import { Batch } from './batch.ts';
import { hashSynchronously, loadKit } from '../engine/kit.ts';

/** Runs `count` seeds starting at `from`; stops after `most` failures. */
export interface Job {
  readonly from: number;
  readonly count: number;
  readonly most: number;
}

const [, , source = ''] = process.argv;
hashSynchronously();
// The kit creates thousands of errors; their stacks would take a tenth of the time.
Error.stackTraceLimit = 0;
const batch = new Batch(await loadKit(source));

process.on('message', ({ from, count, most }: Job) => {
  const seeds = Array.from({ length: count }, (_, index) => from + index);
  void batch.run(seeds, most).then((result) => process.send?.(result));
});
// The parent process has ended.
process.on('disconnect', () => process.exit());
