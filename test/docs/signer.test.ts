import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { WIRE_CODES } from '../../src/domain/errors/wire-codes.ts';
import { readClaim } from '../../src/server/creation/claim-body.ts';

const page = readFileSync('docs/signer.md', 'utf8');

test('the docs list every error code of the contract', () => {
  for (const code of WIRE_CODES) assert.ok(page.includes(`\n| \`${code}\``), code);
});

const samples = [...page.matchAll(/```json\n([^]*?)```/g)].map(
  ([, text]) => JSON.parse(text ?? '') as Record<string, unknown>,
);

test('the claim in the docs is valid, with and without consents', () => {
  const [claim, consents, ...more] = samples;
  assert.deepEqual(more, []);
  assert.deepEqual(readClaim(claim), claim);
  assert.deepEqual(readClaim({ ...claim, ...consents }), { ...claim, ...consents });
});
