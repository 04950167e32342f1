import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sha1 } from '../../src/sandbox/values/sha-1.ts';
import { sha256 } from '../../src/sandbox/values/sha-256.ts';

// Every length around the edges of one, two and three blocks, with bytes of every value.
const MESSAGES = Array.from({ length: 200 }, (_, length) =>
  Uint8Array.from({ length }, (_byte, index) => (index * 7 + length * 13) % 256),
);

for (const [name, digest] of [
  ['sha1', sha1],
  ['sha256', sha256],
] as const) {
  test(`${name} agrees with the platform's`, () => {
    for (const message of MESSAGES) {
      const expected = createHash(name).update(message).digest('hex');
      assert.equal(Buffer.from(digest(message)).toString('hex'), expected, `${message.length} bytes`);
    }
  });
}
