/** `npm run unit -- [path…] [--option=value…]`, and the same for the other suites: runs the given tests, or all of them. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chosenFiles, SUITES, type Suite } from './suites.ts';

const WEB_TEST_RUNNER = fileURLToPath(new URL('../../node_modules/.bin/wtr', import.meta.url));

/** The arguments of Node for a run of these files. */
export function commandLine(suite: Suite, files: readonly string[], options: readonly string[]): string[] {
  if (suite === 'elements') return [WEB_TEST_RUNNER, ...options, '--files', ...files];
  return ['--test', '--test-reporter=./tools/test-run/node-reporter.ts', ...options, ...files];
}

/** @returns the exit code */
export async function runSuite(
  suite: Suite,
  files: readonly string[],
  options: readonly string[] = [],
): Promise<number> {
  const child = spawn(process.execPath, commandLine(suite, files, options), { stdio: 'inherit' });
  // A signal goes to the whole group; the tests end first and say why.
  const wait = (): void => undefined;
  process.on('SIGINT', wait).on('SIGTERM', wait);
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  const suite = SUITES.find((known) => known === name);
  if (suite === undefined) throw new TypeError(`There is no suite ${name}: ${SUITES.join(', ')}.`);
  const options = args.filter((arg) => arg.startsWith('-'));
  const names = args.filter((arg) => !arg.startsWith('-'));
  return runSuite(suite, chosenFiles(suite, names), options);
}

if (import.meta.main) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
