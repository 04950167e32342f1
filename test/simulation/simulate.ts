import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { leaveRunning } from '../../tools/test-run/running.ts';
import { leaveTally } from '../../tools/test-run/tally.ts';
import { Batch, type Failure } from './runner/batch.ts';
import { Coverage } from './faults/coverage.ts';
import { INVARIANTS } from './invariants/all.ts';
import { hashSynchronously, loadKit } from './engine/kit.ts';
import { WorkerPool } from './runner/worker-pool.ts';

const SOURCE = new URL('../../src/', import.meta.url).href;
/** Fewer schedules can miss a cell of the coverage by chance. */
const ENOUGH = 10_000;

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string', default: '1' } },
});

function tell({ seed, id, message, tail }: Failure): void {
  console.log(`\n${tail}\n\n${id}: ${message}\nagain: npm run simulate -- --seed ${seed}`);
}

/** Runs one schedule in this process and prints the end of its trace. */
async function replay(seed: number): Promise<void> {
  hashSynchronously();
  const failure = await new Batch(await loadKit(SOURCE)).one(seed, new Coverage());
  if (failure) tell(failure);
  else console.log(`seed ${seed}: every invariant holds`);
  process.exitCode = failure ? 1 : 0;
}

async function simulate(from: number, count: number): Promise<void> {
  const start = performance.now();
  const coverage = new Coverage();
  const failures: Failure[] = [];
  let schedules = 0;
  let facts = 0;
  const pool = new WorkerPool(SOURCE, availableParallelism());
  await pool.run(from, count, (result) => {
    schedules += result.schedules;
    leaveRunning([`schedule ${schedules} of ${count}`]);
    facts += result.facts;
    coverage.add(result.counts);
    failures.push(...result.failures);
    return failures.length < 10;
  });
  pool.close();
  const seconds = (performance.now() - start) / 1000;
  report(coverage, failures);
  const rate = `${Math.round(schedules / seconds)} a second`;
  console.log(
    `\n${schedules} schedules, ${facts} facts in ${seconds.toFixed(1)} s (${rate}), ${failures.length} violations`,
  );
  conclude(failures, count >= ENOUGH && failures.length === 0 ? coverage.missing : []);
}

function report(coverage: Coverage, failures: readonly Failure[]): void {
  console.log(coverage.table);
  const [first] = failures.toSorted((a, b) => a.tail.length - b.tail.length);
  for (const { seed, id, message } of failures) console.log(`✖ seed ${seed}: ${id}: ${message}`);
  if (first) tell(first);
}

/** Reports one test per invariant and one for the coverage. */
function conclude(failures: readonly Failure[], missing: readonly string[]): void {
  const broken = new Set(failures.map(({ id }) => id));
  for (const { id, statement } of INVARIANTS)
    console.log(`${broken.has(id) ? '✖' : '✔'} ${id}: ${statement}`);
  for (const cell of missing) console.log(`✖ never met: ${cell}`);
  const failed = broken.size + (missing.length > 0 ? 1 : 0);
  const names = [...broken, ...missing];
  leaveTally({ passed: INVARIANTS.length + 1 - failed, failed, skipped: 0, broken: names });
  process.exitCode = failed > 0 ? 1 : 0;
}

if (values.seed === undefined) await simulate(Number(values.from), Number(values.seeds ?? ENOUGH));
else await replay(Number(values.seed));
