import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { WIRE_CODES } from '../../src/domain/wire-codes.ts';
import { readClaim } from '../../src/server/claim-schema.ts';

const page = readFileSync('docs/signer.md', 'utf8');

test('every code of the contract stands in the docs', () => {
  for (const code of WIRE_CODES) assert.ok(page.includes(`\n| \`${code}\``), code);
});

test('the claim in the docs is one', () => {
  const claim: unknown = JSON.parse(/```json\n([^]*?)```/.exec(page)?.[1] ?? '');
  assert.deepEqual(readClaim(claim), claim);
});
