import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { chosenEngines, leftOut } from '../browsers.ts';
import { whatToInstall } from '../needs.ts';
import { runStep, type Step } from './step.ts';
import { chosenSteps, HELP } from './steps.ts';
import { addTallies, type Tally } from './tally.ts';

interface Result {
  readonly script: string;
  readonly seconds: number;
  readonly tally: Tally;
}

async function runAll(steps: readonly Step[]): Promise<Tally> {
  const warning = leftOut(chosenEngines());
  const folder = mkdtempSync(join(tmpdir(), 'kvit-test-'));
  const results: Result[] = [];
  try {
    for (const step of steps) {
      console.log(`\n── ${step.script}`);
      const start = Date.now();
      // One after another on purpose: two cores, three browsers.
      const tally = await runStep(step, folder);
      results.push({ script: step.script, seconds: (Date.now() - start) / 1000, tally });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log('');
  for (const { script, seconds, tally } of results)
    console.log(`${script.padEnd(14)}${seconds.toFixed(1).padStart(6)} s  ${sentence(tally)}`);
  // Failures have scrolled away by now, and a log may keep only its end.
  for (const { script, tally } of results)
    for (const name of tally.broken) console.log(`✖ ${script}: ${name}`);
  // Said at the start too, but failures of every test that needs it have buried it.
  for (const remark of [warning, whatToInstall()]) if (remark !== undefined) console.log(`\n!!! ${remark}`);
  return addTallies(results.map(({ tally }) => tally));
}

function sentence({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const { passed, failed } = await runAll(chosenSteps(args));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
