import { availableParallelism } from 'node:os';
import type { Failure } from './batch.ts';
import { WorkerPool } from './worker-pool.ts';

/** Runs schedules until one fails. @returns the failure, or the number of schedules without one */
export async function findFailure(source: string, most: number): Promise<Failure | number> {
  const pool = new WorkerPool(source, availableParallelism());
  let found: Failure | undefined;
  let schedules = 0;
  try {
    await pool.run(1, most, (result) => {
      schedules += result.schedules;
      const [first] = result.failures;
      if (first && !(found && found.seed < first.seed)) found = first;
      return !found;
    });
  } finally {
    pool.close();
  }
  return found ?? schedules;
}
