import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Big } from 'big.js';
import { MAX_QUANTITY, MAX_SUM, writeKopecks } from '../../src/domain/money/money.ts';
import { largestQuantity, QuantityError, withQuantity } from '../../src/domain/order/line-quantity.ts';
import { Dice } from './dice.ts';
import { readItem } from './sample.ts';

const MAX_ROUBLES = '42949672.95';

const lineAt = (price: string) => readItem({ price }).line;

/** The line sum in roubles, calculated in decimals. @param quantity thousandths */
const exactSum = (price: number, quantity: number): Big =>
  new Big(price).div(100).times(new Big(quantity).div(1000)).round(2, Big.roundHalfUp);

describe('largestQuantity', () => {
  const VECTORS: readonly (readonly [string, number])[] = [
    ['0.00', 99_999_999],
    ['0.01', 99_999_999],
    ['429.49', 99_999_999],
    ['429.50', 99_999_238],
    ['1000000.00', 42_949],
    ['42949672.94', 1000],
    [MAX_ROUBLES, 1000],
  ];

  for (const [price, quantity] of VECTORS) {
    it(`is ${quantity} thousandths at ${price}`, () => {
      assert.equal(largestQuantity(lineAt(price).price), quantity);
    });
  }

  it('is the last quantity whose exact sum fits a receipt, at 50 000 random prices', () => {
    const dice = new Dice(21);
    let limitedBySum = 0;
    for (let turn = 0; turn < 50_000; turn += 1) {
      const price = dice.spread(1, MAX_SUM);
      const largest = largestQuantity(price);
      assert.ok(exactSum(price, largest).lte(MAX_ROUBLES), `${price} × ${largest}`);
      if (largest === MAX_QUANTITY) continue;
      limitedBySum += 1;
      assert.ok(exactSum(price, largest + 1).gt(MAX_ROUBLES), `${price} × ${largest + 1}`);
    }
    assert.ok(limitedBySum > 5000, `${limitedBySum} prices limit the quantity by the sum`);
  });
});

describe('withQuantity', () => {
  it('changes the quantity and the sum, and leaves the other line alone', () => {
    const line = lineAt('83.50');
    assert.deepEqual(withQuantity(line, 1500), { ...line, quantity: 1500, sum: 12_525 });
    assert.equal(line.quantity, 1000);
  });

  it('accepts the largest quantity and refuses one thousandth more', () => {
    for (const price of ['0.01', '429.50', '1000000.00', MAX_ROUBLES]) {
      const line = lineAt(price);
      const largest = largestQuantity(line.price);
      assert.equal(withQuantity(line, largest).quantity, largest);
      assert.throws(() => withQuantity(line, largest + 1), QuantityError);
    }
  });

  it('tells the largest quantity at the price of the line', () => {
    assert.throws(() => withQuantity(lineAt('1000000.00'), 50_000), {
      name: 'QuantityError',
      message: 'quantity must be over 0 and at most 42.949',
      largest: 42_949,
    });
    assert.throws(() => withQuantity(lineAt('1.00'), MAX_QUANTITY + 1), { largest: MAX_QUANTITY });
  });

  for (const quantity of [0, -1, 0.5, 1000.5, Number.NaN, Infinity, -0]) {
    it(`refuses ${quantity} thousandths`, () => {
      assert.throws(() => withQuantity(lineAt('83.50'), quantity), QuantityError);
    });
  }

  it('gives only lines that the rules of an order accept, with the exact sum, in 20 000 random cases', () => {
    const dice = new Dice(22);
    let refused = 0;
    for (let turn = 0; turn < 20_000; turn += 1) {
      const price = dice.spread(0, MAX_SUM);
      const quantity = dice.spread(1, MAX_QUANTITY);
      const sum = exactSum(price, quantity);
      const line = lineAt(writeKopecks(price));
      if (sum.gt(MAX_ROUBLES)) {
        refused += 1;
        assert.throws(() => withQuantity(line, quantity), QuantityError, `${price} × ${quantity}`);
      } else {
        assert.equal(writeKopecks(withQuantity(line, quantity).sum), sum.toFixed(2));
      }
    }
    assert.ok(refused > 1000, `${refused} quantities are too large`);
  });
});
