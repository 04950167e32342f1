import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import process from 'node:process';

/** The file in which a step says what it is doing, for `npm test`; unset if the step runs alone. */
const PLACE = 'KVIT_RUNNING';

let said = '';

/** The environment that makes a step's reporter keep its running tests in the file. */
export const runningEnvironment = (file: string): Record<string, string> => ({ [PLACE]: file });

/** @param names what runs now, e.g. tests that have started and not ended */
export function leaveRunning(names: readonly string[]): void {
  const file = process.env[PLACE];
  const text = names.join('\n');
  if (file === undefined || file === '' || text === said) return;
  // The file's time tells when the step last moved, so the same names are not written twice.
  said = text;
  writeFileSync(file, text);
}

export function readRunning(file: string): string[] {
  const names = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return names.filter((name) => name !== '');
}

/** The time of the last change, in ms since 1970; undefined if the step has not said anything. */
export function lastMoved(file: string): number | undefined {
  return existsSync(file) ? statSync(file).mtimeMs : undefined;
}
