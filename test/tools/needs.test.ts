import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatToInstall } from '../../tools/needs.ts';

test('what is missing is one sentence with a command to copy', () => {
  const lack = { names: ['firefox', 'postgresql'], packages: ['firefox-esr', 'postgresql'] };
  const sentence =
    "Missing firefox, postgresql: as root, `apt-get install firefox-esr postgresql` (Debian's names).";
  assert.equal(whatToInstall(lack), sentence);
});

test('nothing is said of a machine that has everything', () => {
  assert.equal(whatToInstall({ names: [], packages: [] }), undefined);
});
