import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { emptyTally, readTally, tallyEnvironment, type Tally } from './tally.ts';

/** One script of package.json in the test run. */
export interface Step {
  script: string;
  /** Whether the script counts tests of its own; any other script counts as one, by its exit code. */
  counts: boolean;
  minutes: number;
}

const GRACE = 10_000;

export async function runStep(step: Step, folder: string): Promise<Tally> {
  const file = join(folder, `${step.script.replaceAll(':', '-')}.json`);
  const code = await runScript(step, tallyEnvironment(file));
  return judge(step, code, readTally(file));
}

/** Turns an exit code and what the reporter left into a count that cannot be green by accident. */
export function judge(step: Step, code: number, counted: Tally | undefined): Tally {
  const ok = code === 0;
  if (!step.counts) return { ...emptyTally(), passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  if (counted === undefined) return { ...emptyTally(), failed: 1 };
  const untold = counted.failed === 0 && (!ok || counted.passed === 0);
  return untold ? { ...counted, failed: 1 } : counted;
}

/** The step leads a process group of its own, so that a timeout or Ctrl-C ends its browsers too. */
function runScript({ script, minutes }: Step, env: Record<string, string>): Promise<number> {
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    detached: true,
  });
  const interrupt = (): never => {
    endGroup(child, 'SIGINT');
    process.exit(130);
  };
  let killing: NodeJS.Timeout | undefined;
  const late = setTimeout(() => {
    console.error(`${script}: ended after ${minutes} minutes`);
    // Politely first: only their drivers can end browsers that lead groups of their own.
    endGroup(child, 'SIGTERM');
    killing = setTimeout(() => endGroup(child, 'SIGKILL'), GRACE);
  }, minutes * 60_000);
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  return new Promise((resolve) => {
    const done = (code: number): void => {
      clearTimeout(late);
      clearTimeout(killing);
      // Whatever a killed test file left behind.
      endGroup(child, 'SIGTERM');
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve(code);
    };
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has already ended.
  }
}
