import process from 'node:process';
import { parseArgs } from 'node:util';
import { emptyTally, leaveTally } from '../../tools/test-run/tally.ts';
import { PatchedSource } from './planted/patched-source.ts';
import { findFailure } from './runner/find-failure.ts';
import { PLANTED, type PlantedBug } from './planted/planted-bugs.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, seeds: { type: 'string', default: '10000' } },
});

async function find(bug: PlantedBug, source: PatchedSource): Promise<boolean> {
  const start = performance.now();
  const result = await findFailure(source.plant(bug), Number(values.seeds));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (typeof result === 'number')
    console.log(`✖ ${bug.name}: not found in ${result} schedules, ${seconds} s`);
  else console.log(`✔ ${bug.name}: seed ${result.seed}, ${result.id}: ${result.message} (${seconds} s)`);
  return typeof result !== 'number';
}

const source = new PatchedSource();
try {
  const chosen = PLANTED.filter(({ name }) => name.includes(values.only));
  let passed = 0;
  for (const bug of chosen) if (await find(bug, source)) passed += 1;
  const failed = chosen.length - passed;
  console.log(`\n${passed} of ${chosen.length} planted bugs were found`);
  leaveTally({ ...emptyTally(), passed, failed });
  process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0;
} finally {
  source.clear();
}
