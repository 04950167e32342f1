import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import process from 'node:process';

/** A program that ends with us, however we end. */
export interface Child {
  process: ChildProcess;
  stop(): void;
}

export function startChild(
  command: string,
  args: readonly string[],
  { env = {}, stdio = 'ignore' }: { env?: Record<string, string>; stdio?: StdioOptions } = {},
): Child {
  const child = spawn(command, [...args], { stdio, env: { ...process.env, ...env } });
  const stop = (): void => {
    process.off('exit', stop);
    child.kill();
  };
  process.on('exit', stop);
  return { process: child, stop };
}
