/** `npm run dev:test`: on each change of a file, runs the unit tests that import it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import process from 'node:process';
import { changedFiles } from './related/changed-files.ts';
import { relatedTests } from './related/related-tests.ts';
import { commandLine } from './test-run/suite.ts';

const FOLDERS = ['src', 'test', 'demo', 'tools', 'docs'];
/** Editors write a file in several steps, in ms. */
const PAUSE = 200;

const waiting = new Set<string>();
let running: ChildProcess | undefined;
let stale = false;
let timer: NodeJS.Timeout | undefined;

function change(path: string): void {
  waiting.add(path);
  clearTimeout(timer);
  timer = setTimeout(run, PAUSE);
}

/** Ends a run that is out of date, and starts the tests of all that changed since the last run ended. */
function run(): void {
  if (running !== undefined) {
    stale = true;
    running.kill();
    return;
  }
  const changed = [...waiting];
  const { unit } = findTests(changed);
  if (unit.length === 0) {
    waiting.clear();
    console.log(`\nno unit test imports ${changed.join(', ')}`);
    return;
  }
  console.log(`\n${changed.join(', ')}: ${unit.length} test files`);
  const options = ['--test-timeout=180000', '--test-concurrency=2'];
  running = spawn(process.execPath, commandLine('unit', unit, options), { stdio: 'inherit' });
  stale = false;
  running.once('exit', () => {
    running = undefined;
    // The files of a stale run belong to the next one too.
    if (stale) run();
    else waiting.clear();
  });
}

/** A file that does not parse yet has no tests; the next change of it will. */
function findTests(changed: readonly string[]): { unit: readonly string[] } {
  try {
    return relatedTests(changed);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    console.error(error.message);
    return { unit: [] };
  }
}

for (const folder of FOLDERS) {
  watch(folder, { recursive: true }, (_event, name) => {
    if (name !== null && /\.\w+$/.test(name) && !name.endsWith('~'))
      change(`${folder}/${name.replaceAll('\\', '/')}`);
  });
}
console.log('watching for changes; Ctrl-C ends');
for (const path of changedFiles()) change(path);
