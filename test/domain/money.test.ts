import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Big } from 'big.js';
import {
  MAX_QUANTITY,
  MAX_SUM,
  readKopecks,
  toRoubles,
  vatInside,
  writeKopecks,
} from '../../src/domain/money/money.ts';
import { Dice } from './dice.ts';

const exactVat = (sum: number, rate: number): string =>
  new Big(sum)
    .times(rate)
    .div(100 + rate)
    .round(0, Big.roundHalfUp)
    .toFixed();

describe('limits', () => {
  it('are those of a receipt', () => {
    assert.equal(writeKopecks(MAX_SUM), '42949672.95');
    assert.equal(MAX_QUANTITY, 99_999_999);
  });
});

describe('kopecks', () => {
  it('are written as UrlPay signs them', () => {
    assert.equal(writeKopecks(readKopecks('1000.50')), '1000.50');
    assert.equal(writeKopecks(readKopecks(1000.5)), '1000.50');
    assert.equal(writeKopecks(readKopecks('7')), '7.00');
  });

  it('come back from text and from JSON numbers', () => {
    const dice = new Dice(2);
    for (let turn = 0; turn < 100_000; turn += 1) {
      const kopecks = dice.spread(0, 100 * MAX_SUM);
      assert.equal(readKopecks(writeKopecks(kopecks)), kopecks);
      assert.equal(readKopecks(JSON.parse(JSON.stringify(toRoubles(kopecks)))), kopecks);
    }
  });
});

describe('vatInside', () => {
  const VECTORS: readonly (readonly [string, number, string])[] = [
    ['1000.50', 20, '166.75'],
    ['1000.50', 10, '90.95'],
    ['1000.50', 22, '180.42'],
    ['501.75', 20, '83.63'],
    ['1000.50', 0, '0.00'],
    ['0.00', 22, '0.00'],
    ['0.03', 20, '0.01'],
    ['0.02', 20, '0.00'],
    ['1.05', 5, '0.05'],
    ['1.07', 7, '0.07'],
  ];

  for (const [sum, rate, vat] of VECTORS) {
    it(`finds ${vat} in ${sum} at ${rate} %`, () => {
      assert.equal(writeKopecks(vatInside(readKopecks(sum), rate)), vat);
    });
  }

  it('equals big.js in 200 000 random cases, ties among them', () => {
    const dice = new Dice(4);
    let ties = 0;
    for (let turn = 0; turn < 200_000; turn += 1) {
      const rate = dice.pick([0, 5, 7, 10, 18, 20, 22, dice.whole(0, 99)]);
      // 120 : 20 = 6, so an odd multiple of 3 kopecks is a tie at 20 %
      const sum = dice.next() < 0.2 ? 3 * (2 * dice.whole(0, 1e9) + 1) : dice.spread(0, 100 * MAX_SUM);
      if ((2n * BigInt(sum) * BigInt(rate)) % BigInt(2 * (100 + rate)) === BigInt(100 + rate)) ties += 1;
      if (String(vatInside(sum, rate)) !== exactVat(sum, rate)) assert.fail(`${sum} at ${rate} %`);
    }
    assert.ok(ties > 2000, `${ties} ties`);
  });
});
