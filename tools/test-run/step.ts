import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { lastMoved, readRunning, runningEnvironment } from './running.ts';
import { emptyTally, readTally, tallyEnvironment, type Tally } from './tally.ts';

/** One script of package.json in the test run. */
export interface Step {
  script: string;
  /** True if the script counts tests of its own; any other script counts as one, by its exit code. */
  counts: boolean;
  /** The most that the step may take. */
  minutes: number;
  /** The most that may pass without a test that starts or ends. */
  stuckMinutes?: number;
}

const MINUTE = 60_000;
/** Between a polite end and a forced one, in ms. */
const GRACE = 10_000;
/** Between two looks at the limits, in ms. */
const CHECK_EVERY = 1000;

export async function runStep(step: Step, folder: string): Promise<Tally> {
  const place = join(folder, step.script.replaceAll(':', '-'));
  const running = `${place}.running`;
  const env = { ...tallyEnvironment(`${place}.json`), ...runningEnvironment(running) };
  const [code, cut] = await runScript(step, env, running);
  const tally = judge(step, code, readTally(`${place}.json`));
  return cut === undefined ? tally : { ...tally, broken: [...tally.broken, cut] };
}

/** Makes a count that cannot be green by accident from the exit code and the reporter's tally. */
export function judge(step: Step, code: number, counted: Tally | undefined): Tally {
  const ok = code === 0;
  if (!step.counts) return { ...emptyTally(), passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  if (counted === undefined) return { ...emptyTally(), failed: 1 };
  const untold = counted.failed === 0 && (!ok || counted.passed === 0);
  return untold ? { ...counted, failed: 1 } : counted;
}

/** Why a step must end now; undefined while it may go on. */
export function limitReached(
  { minutes, stuckMinutes }: Step,
  { began, moved, now }: { began: number; moved: number | undefined; now: number },
): string | undefined {
  if (now - began >= minutes * MINUTE) return `ended after ${minutes} minutes`;
  if (stuckMinutes === undefined || now - (moved ?? began) < stuckMinutes * MINUTE) return undefined;
  return `ended because no test started or ended for ${stuckMinutes} minutes`;
}

/** Runs the script until it ends or reaches a limit. @returns its exit code, and which limit it reached */
async function runScript(
  step: Step,
  env: Record<string, string>,
  running: string,
): Promise<[code: number, cut: string | undefined]> {
  const began = Date.now();
  let cut: string | undefined;
  const child = startGroup(step.script, env);
  const watch = setInterval(() => {
    const limit = limitReached(step, { began, moved: lastMoved(running), now: Date.now() });
    if (limit === undefined) return;
    clearInterval(watch);
    const doing = readRunning(running);
    cut = doing.length > 0 ? `${limit}, while running: ${doing.join('; ')}` : limit;
    console.error(`${step.script}: ${cut}`);
    child.end();
  }, CHECK_EVERY);
  const code = await child.code;
  clearInterval(watch);
  return [code, cut];
}

interface Group {
  readonly code: Promise<number>;
  end(): void;
}

/** The script leads a process group of its own, so that a limit or Ctrl-C ends its browsers too. */
function startGroup(script: string, env: Record<string, string>): Group {
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
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const code = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (exit) => resolve(exit ?? 1));
  }).finally(() => {
    clearTimeout(killing);
    // A killed test file may leave processes behind.
    endGroup(child, 'SIGTERM');
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  });
  const end = (): void => {
    // Politely first: only their drivers can end browsers that lead groups of their own.
    endGroup(child, 'SIGTERM');
    killing = setTimeout(() => endGroup(child, 'SIGKILL'), GRACE);
  };
  return { code, end };
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has already ended.
  }
}
