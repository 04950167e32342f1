import process from 'node:process';
import { Batch } from './batch.ts';
import { hashAtOnce, loadKit } from './kit.ts';

/** Seeds to run: from `from`, `count` of them; ends early after `most` failures. */
export interface Order {
  readonly from: number;
  readonly count: number;
  readonly most: number;
}

const [, , source = ''] = process.argv;
hashAtOnce();
// the kit makes and throws away thousands of errors; their stacks would cost a tenth of the time
Error.stackTraceLimit = 0;
const batch = new Batch(await loadKit(source));

process.on('message', ({ from, count, most }: Order) => {
  const seeds = Array.from({ length: count }, (_, index) => from + index);
  void batch.run(seeds, most).then((result) => process.send?.(result));
});
// nobody is left to work for
process.on('disconnect', () => process.exit());
