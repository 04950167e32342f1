import { availableParallelism } from 'node:os';
import type { Failure } from './batch.ts';
import { Pool } from './pool.ts';

/** Runs schedules over a planted copy until one fails. @returns that failure, or how many saw none */
export async function hunt(source: string, most: number): Promise<Failure | number> {
  const pool = new Pool(source, availableParallelism());
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
