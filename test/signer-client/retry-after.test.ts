import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readRetryAfter } from '../../src/signer-client/retry-after.ts';

const NOW = Date.UTC(2026, 0, 1);
const at = (ms: number) => new Date(NOW + ms).toUTCString();

describe('readRetryAfter', () => {
  for (const [value, wait] of [
    [null, undefined],
    ['', undefined],
    ['soon', undefined],
    ['∞', undefined],
    ['NaN', undefined],
    ['Invalid Date', undefined],
    ['0', 1000],
    ['1', 1000],
    ['7', 7000],
    ['120', 120_000],
    ['121', 120_000],
    ['9'.repeat(400), 120_000],
    [at(30_000), 30_000],
    [at(0), 1000],
    [at(-86_400_000), 1000],
    [at(86_400_000), 120_000],
  ] as const) {
    it(`${JSON.stringify(value?.slice(0, 40) ?? null)} is ${wait}`, () => {
      assert.equal(readRetryAfter(value, NOW), wait);
    });
  }

  it('is undefined or between one second and two minutes, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.date().map(String), fc.double().map(String)), (value) => {
        const wait = readRetryAfter(value, NOW);
        assert.ok(wait === undefined || (wait >= 1000 && wait <= 120_000));
      }),
      { numRuns: 3000 },
    );
  });
});
