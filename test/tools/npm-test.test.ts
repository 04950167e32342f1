import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { describe, test } from 'node:test';
import { complaint } from '../../tools/node-version.js';
import { chosenSteps, STEPS } from '../../tools/test-run/steps.ts';

const npmTest = (...args: string[]) =>
  spawnSync(process.execPath, ['tools/run-tests.js', ...args], { encoding: 'utf8' });

describe('npm test', () => {
  test('prints help with every step, and runs nothing', () => {
    const { stdout, status } = npmTest('--help');
    assert.equal(status, 0);
    for (const { script } of STEPS) assert.ok(stdout.includes(script), script);
    assert.doesNotMatch(stdout, /──/);
  });

  for (const wrong of ['unti', '--unit']) {
    test(`refuses ${wrong} in one sentence`, () => {
      const { stdout, stderr, status } = npmTest(wrong);
      assert.deepEqual([stdout, status], ['', 2]);
      assert.match(stderr, new RegExp(`^.*${wrong}.*\\n$`));
    });
  }

  test('runs every script that the steps name', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const { script } of STEPS) assert.ok(script in scripts, script);
  });
});

describe('chosenSteps', () => {
  const names = (...args: string[]) => chosenSteps(args).map(({ script }) => script);

  test('keeps the usual order, and builds first for the steps that test the build', () => {
    assert.deepEqual(names('unit', 'types'), ['types', 'unit']);
    assert.deepEqual(names('e2e'), ['build', 'e2e']);
    assert.equal(names().length, STEPS.length);
  });
});

test('an old Node is told what is missing', () => {
  for (const version of ['18.0.0', '20.20.2', '22.17.9']) {
    assert.match(
      complaint(version) ?? '',
      new RegExp(`^.*need Node 22\\.18 .* Node ${version}: run \`npm ci\``),
    );
  }
  for (const version of ['22.18.0', '22.23.3', '24.0.0', process.versions.node]) {
    assert.equal(complaint(version), undefined);
  }
});
