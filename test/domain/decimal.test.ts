import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readDecimal, writeDecimal } from '../../src/domain/money/decimal.ts';
import { quote } from '../../src/domain/reading/reader.ts';
import { readExactly } from './decimal-oracle.ts';
import { cpuTime } from '../tools/cpu-time.ts';

const ACCEPTED: readonly (readonly [unknown, number, number])[] = [
  ['0', 2, 0],
  ['0.0', 2, 0],
  ['0.00', 2, 0],
  ['0.01', 2, 1],
  ['1', 2, 100],
  ['1.5', 2, 150],
  ['1000.50', 2, 100_050],
  ['42949672.95', 2, 4_294_967_295],
  ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER],
  ['99999.999', 3, 99_999_999],
  ['0.001', 3, 1],
  ['255', 0, 255],
  ['999999999999999', 0, 999_999_999_999_999],
  [0, 2, 0],
  [83.5, 2, 8350],
  [1000.5, 2, 100_050],
  [0.07, 2, 7],
  [1.1, 2, 110],
  [42_949_672.95, 2, 4_294_967_295],
  [0.001, 3, 1],
  [1e3, 2, 100_000],
];

const REFUSED: readonly unknown[] = [
  NaN,
  Infinity,
  -Infinity,
  -0,
  -1,
  -0.01,
  1e21,
  1e-7,
  0.1 + 0.2,
  1.005,
  2 ** 53,
  2 ** 53 + 1,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  'NaN',
  'Infinity',
  '-0',
  '-1',
  '+1',
  '−1',
  '1e3',
  '1E3',
  '1e21',
  '0x10',
  '0b1',
  '0o7',
  '1n',
  '1,5',
  '1,000.50',
  '1 000',
  '1\u00a0000',
  '١٢',
  '１２',
  '१.५',
  '1٫5',
  '½',
  '1_000',
  ' 1',
  '1 ',
  '\t1',
  '1\n',
  '\ufeff1',
  '1\u200b',
  '1\0',
  '1.',
  '.5',
  '.',
  '1..5',
  '1.5.0',
  '01',
  '00',
  '00.5',
  '-',
  '1.005',
  '1.000',
  '9007199254740993',
  '90071992547409.92',
  '999999999999999.99',
  `1.${'0'.repeat(21)}`,
  '1'.repeat(100_000),
  '',
  '1₽',
  '1%',
  'null',
  null,
  undefined,
  true,
  false,
  1n,
  100n,
  Symbol('1'),
  {},
  [],
  [1],
  ['1'],
  new Date(0),
  () => 1,
  Object(1) as unknown,
  Object('1') as unknown,
  { valueOf: () => 1 },
  { toString: () => '1' },
  Object.create(null) as unknown,
];

const name = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value.slice(0, 30)) : quote(value);

describe('readDecimal', () => {
  for (const [value, decimals, units] of ACCEPTED) {
    it(`reads ${typeof value} ${name(value)} with ${decimals} decimals as ${units}`, () => {
      assert.equal(readDecimal(value, decimals), units);
    });
  }

  for (const value of REFUSED) {
    it(`refuses ${typeof value} ${name(value)}`, () => {
      assert.throws(() => readDecimal(value, 2), RangeError);
    });
  }

  it('says which rule is broken', () => {
    const kopecks = 'is not a number like 1000.50 with up to 2 decimals';
    assert.throws(() => readDecimal('1,5', 2), { message: `"1,5" ${kopecks}` });
    assert.throws(() => readDecimal('1.005', 2), { message: `"1.005" ${kopecks}` });
    assert.throws(() => readDecimal(1.005, 2), { message: `"1.005" ${kopecks}` });
    assert.throws(() => readDecimal(-0, 2), { message: `"-0" ${kopecks}` });
    assert.throws(() => readDecimal({}, 2), { message: `"object" ${kopecks}` });
    assert.throws(() => readDecimal('1.5', 0), { message: '"1.5" is not a whole number' });
    assert.throws(() => readDecimal('90071992547409.92', 2), {
      message: '"90071992547409.92" is not at most 90071992547409.91',
    });
  });

  it('takes the largest count that it is given, and none above', () => {
    assert.equal(readDecimal('0.999', 3, 999), 999);
    assert.throws(() => readDecimal('1', 3, 999), {
      name: 'RangeError',
      message: '"1" is not at most 0.999',
    });
  });

  it('refuses a long text at once', () => {
    const started = cpuTime();
    for (const text of ['1'.repeat(1e6), `1.${'1'.repeat(1e6)}`, '0'.repeat(1e6), '.'.repeat(1e6)]) {
      assert.throws(() => readDecimal(text, 2), RangeError);
    }
    assert.ok(cpuTime() - started < 200);
  });
});

const plain = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.option(fc.stringMatching(/^[0-9]{1,4}$/)))
  .map(([whole, fraction]) => (fraction === null ? `${whole}` : `${whole}.${fraction}`));

const JUNK = [
  '',
  '+',
  '-',
  '−',
  '.',
  ',',
  ' ',
  '\n',
  '_',
  'e',
  'E',
  'x',
  '0',
  '00',
  '٣',
  '５',
  '\u200b',
  '\0',
  'n',
  '²',
];

/** A decimal with something put into it, so that it is nearly right. */
const damaged = fc
  .tuple(plain, fc.constantFrom(...JUNK), fc.nat(20))
  .map(([text, junk, at]) => text.slice(0, at) + junk + text.slice(at));

const anyNumber = fc.oneof(
  fc.double(),
  fc.float(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.integer({ min: 0, max: 10_000_000 }).map((units) => units / 1000),
  fc.integer({ min: 0, max: 10_000_000 }).map((units) => (units / 100) * 1.1),
);

const candidate: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: damaged },
  { weight: 3, arbitrary: anyNumber },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789.,eE+-x_ '.split('')) }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.bigInt(), fc.boolean(), fc.constantFrom(null, undefined), fc.array(plain)),
  },
);

function readOrNull(value: unknown, decimals: number): number | null {
  try {
    return readDecimal(value, decimals);
  } catch (error) {
    assert.ok(error instanceof RangeError, String(error));
    return null;
  }
}

describe('readDecimal against an independent oracle', () => {
  it('accepts none of 100 000 malformed values, and reads every good one exactly', () => {
    let malformed = 0;
    let good = 0;
    const check = (value: unknown, decimals: number): void => {
      const expected = readExactly(value, decimals);
      const found = readOrNull(value, decimals);
      assert.equal(found === null ? null : BigInt(found), expected);
      if (expected === null) malformed += 1;
      else good += 1;
    };
    const decimals = fc.constantFrom(2, 3);
    fc.assert(fc.property(candidate, decimals, check), { numRuns: 150_000, seed: 54 });
    assert.ok(malformed >= 100_000, `${malformed} malformed`);
    assert.ok(good >= 10_000, `${good} good`);
  });
});

function roundTrip(units: number, decimals: number): void {
  assert.equal(readDecimal(writeDecimal(units, decimals), decimals), units);
}

describe('writeDecimal', () => {
  it('writes every digit', () => {
    assert.equal(writeDecimal(0, 2), '0.00');
    assert.equal(writeDecimal(-0, 2), '0.00');
    assert.equal(writeDecimal(1, 2), '0.01');
    assert.equal(writeDecimal(10, 2), '0.10');
    assert.equal(writeDecimal(100_050, 2), '1000.50');
    assert.equal(writeDecimal(1, 3), '0.001');
    assert.equal(writeDecimal(Number.MAX_SAFE_INTEGER, 2), '90071992547409.91');
  });

  it('refuses what is not a count of units', () => {
    for (const units of [-1, 0.5, NaN, Infinity, 2 ** 53, 1e21]) {
      assert.throws(() => writeDecimal(units, 2), {
        name: 'TypeError',
        message: `not a count of units: ${units}`,
      });
    }
  });

  it('is the inverse of readDecimal', () => {
    fc.assert(fc.property(fc.nat(Number.MAX_SAFE_INTEGER), fc.constantFrom(2, 3), roundTrip), {
      numRuns: 10_000,
      seed: 1,
    });
  });
});
