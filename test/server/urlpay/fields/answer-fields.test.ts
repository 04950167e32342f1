import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readRoubles } from '../../../../src/server/urlpay/fields/answer-fields.ts';

describe('readRoubles', () => {
  it('reads the kopecks of every amount, as a number and as text', () => {
    const kopecks = fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 });
    fc.assert(
      fc.property(kopecks, fc.constantFrom('', '0', '000000'), (amount, zeros) => {
        const digits = String(Math.abs(amount)).padStart(3, '0');
        const text = `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        assert.equal(readRoubles(text + zeros), amount);
        assert.equal(readRoubles(JSON.parse(text)), amount);
      }),
      { numRuns: 20_000 },
    );
  });

  it('rounds the noise of floats and fractions of a kopeck to the nearest kopeck', () => {
    for (const [value, kopecks] of [
      [0.1 + 0.2, 30],
      [800.4999999999999, 80_050],
      [1000.1 - 1000, 10],
      [-5.7e-14, 0],
      [-0, 0],
      ['-0.00', 0],
      ['0', 0],
      [1005.5025, 100_550],
      ['1005.5075', 100_551],
    ] as const)
      assert.ok(Object.is(readRoubles(value), kopecks), String(value));
  });

  it('returns null for anything that is not an amount', () => {
    for (const value of [
      '',
      ' 1',
      '1,5',
      '1e3',
      '0x10',
      '١٢',
      '.5',
      '5.',
      '+1',
      'NaN',
      NaN,
      Infinity,
      1e13,
      1e21,
    ])
      assert.equal(readRoubles(value), null, String(value));
    for (const value of [null, undefined, true, [], [1], {}, 10n, '99999999999999'])
      assert.equal(readRoubles(value), null);
  });
});
