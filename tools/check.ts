/** `npm run check`: types, lint, format and the unit tests of changed files, before a commit. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { changedFiles } from './related/changed-files.ts';
import { relatedTests, type RelatedTests } from './related/related-tests.ts';
import { runSuite } from './test-run/suite.ts';

/** More names than these are not worth reading. */
const FEW = 5;

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
}

/** Runs a program; prints what it says only if it fails. */
async function quietly(name: string, command: string, args: readonly string[]): Promise<Outcome> {
  const began = Date.now();
  const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  const ok = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  console.log(`${ok ? '✔' : '✖'} ${name} ${((Date.now() - began) / 1000).toFixed(1)} s`);
  if (!ok) console.log(Buffer.concat(said).toString());
  return { name, ok };
}

async function format(changed: readonly string[]): Promise<Outcome> {
  const files = changed.filter((path) => existsSync(path));
  if (files.length === 0) return { name: 'format', ok: true };
  return quietly('format', 'prettier', ['--check', '--ignore-unknown', ...files]);
}

async function unit(files: readonly string[]): Promise<Outcome> {
  if (files.length === 0) return { name: 'unit', ok: true };
  console.log(`\nunit tests of ${files.length} files`);
  const code = await runSuite('unit', files, ['--test-timeout=180000', '--test-concurrency=2']);
  return { name: 'unit', ok: code === 0 };
}

/** Names the tests that were left out, with the command that runs them. */
function tellLeftOut({ slow, browser }: RelatedTests): void {
  const left = [['unit', slow] as const, ...Object.entries(browser)];
  for (const [suite, files] of left) {
    if (files.length === 0) continue;
    const names = files.length > FEW ? '' : ` -- ${files.join(' ')}`;
    console.log(`not run, ${files.length} slow or in browsers: npm run ${suite}${names}`);
  }
}

const changed = changedFiles();
console.log(`${changed.length} changed files`);
const tests = relatedTests(changed);
const checks = await Promise.all([
  quietly('types', 'tsc', ['-p', 'tsconfig.json']),
  quietly('lint', 'oxlint', ['--type-aware', '--deny-warnings']),
  format(changed),
]);
const outcomes = [...checks, await unit(tests.unit)];
tellLeftOut(tests);
const broken = outcomes.filter(({ ok }) => !ok).map(({ name }) => name);
console.log(broken.length === 0 ? '\n✔ check passed' : `\n✖ check failed: ${broken.join(', ')}`);
process.exitCode = broken.length === 0 ? 0 : 1;
