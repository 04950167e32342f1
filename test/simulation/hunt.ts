import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { leaveTally } from '../../tools/tally.ts';
import type { Failure } from './batch.ts';
import { PLANTED, type PlantedBug } from './planted.ts';
import { Pool } from './pool.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Ignored by git, and below the work tree, so that packages are found from there. */
const FIELD = join(ROOT, '.cache', 'planted', String(process.pid));
const MOST = 10_000;

const { values } = parseArgs({
  options: { only: { type: 'string' }, first: { type: 'string' }, seeds: { type: 'string' } },
});

/** A copy of the source with the bug in it. @throws {Error} when a patch does not fit exactly once */
function plant({ name, patches }: PlantedBug, index: number): string {
  const source = join(FIELD, String(index), 'src');
  mkdirSync(source, { recursive: true });
  cpSync(join(ROOT, 'src'), source, { recursive: true });
  for (const { file, find, replace } of patches) {
    const path = join(source, file);
    const parts = readFileSync(path, 'utf8').split(find);
    if (parts.length !== 2)
      throw new Error(`${name}: its place in ${file} is there ${parts.length - 1} times`);
    writeFileSync(path, parts.join(replace));
  }
  return `${pathToFileURL(source).href}/`;
}

/** @returns the first failure, or how many schedules saw none */
async function hunt(source: string, most: number): Promise<Failure | number> {
  const pool = new Pool(source, availableParallelism());
  let found: Failure | undefined;
  let schedules = 0;
  await pool.run(1, most, (result) => {
    schedules += result.schedules;
    const [first] = result.failures;
    if (first && !(found && found.seed < first.seed)) found = first;
    return !found;
  });
  pool.close();
  return found ?? schedules;
}

async function main(): Promise<void> {
  const chosen = PLANTED.filter(({ name }) => name.includes(values.only ?? '')).slice(
    0,
    Number(values.first ?? Infinity),
  );
  let missed = 0;
  for (const [index, bug] of chosen.entries()) {
    const start = performance.now();
    const result = await hunt(plant(bug, index), Number(values.seeds ?? MOST));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (typeof result === 'number') {
      missed += 1;
      console.log(`✖ ${bug.name}: not found in ${result} schedules, ${seconds} s`);
    } else console.log(`✔ ${bug.name}: seed ${result.seed}, ${result.id}: ${result.message} (${seconds} s)`);
  }
  console.log(`\n${chosen.length - missed} of ${chosen.length} planted bugs were found`);
  leaveTally({ passed: chosen.length - missed, failed: missed, skipped: 0 });
  process.exitCode = missed > 0 ? 1 : 0;
}

try {
  await main();
} finally {
  rmSync(FIELD, { recursive: true, force: true });
}
