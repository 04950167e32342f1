import process from 'node:process';

/** The time in ms that this process has computed. It does not grow while other programs have the processor. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
