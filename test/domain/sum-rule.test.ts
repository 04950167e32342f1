import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Big } from 'big.js';
import { toClaim } from '../../src/domain/order/claim.ts';
import type { Item } from '../../src/domain/order/item.ts';
import { MAX_SUM } from '../../src/domain/money/money.ts';
import { MAX_LINES } from '../../src/domain/order/order.ts';
import { Dice } from './dice.ts';
import { brokenRules, ITEM, orderWith, readGood } from './sample.ts';

/** 100 000 in every run; `CARTS=1000000` for the long one. */
const CARTS = Number(process.env['CARTS'] ?? 100_000);

/** A count of units with its point put in by hand, with or without the zeros at its end. */
function spell(units: number, decimals: number, dice: Dice): number | string {
  const digits = String(units).padStart(decimals + 1, '0');
  const full = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  const short = full.replace(/\.?0+$/, '') || '0';
  return dice.pick([full, short, Number(short)]);
}

function randomItem(dice: Dice): Item {
  const quantity = dice.pick([1000, 500, 1500, dice.whole(1, 99_999), dice.spread(1, 99_999_999)]);
  const dearest = Math.min(MAX_SUM, Math.floor((MAX_SUM * 1000) / quantity));
  return {
    ...ITEM,
    quantity: spell(quantity, 3, dice),
    price: spell(dice.spread(1, Math.max(1, dearest)), 2, dice),
  };
}

function randomCart(dice: Dice): readonly Item[] {
  const length = dice.next() < 0.001 ? MAX_LINES : dice.whole(1, 6);
  return Array.from({ length }, () => randomItem(dice));
}

/** Σ round½up(price × quantity), in decimals all the way, from what the merchant wrote. */
const exactAmount = (items: readonly Item[]): Big =>
  items.reduce(
    (sum, { price, quantity }) => sum.plus(new Big(price).times(quantity).round(2, Big.roundHalfUp)),
    new Big(0),
  );

/** The same from the bytes that go to the gateway. */
function wireAmount(json: string): string {
  const { items } = JSON.parse(json) as { items: Item[] };
  return exactAmount(items).toFixed(2);
}

describe(`the sum rule over ${CARTS} random carts`, () => {
  it('equals the oracle in every one, in the order and on the wire', () => {
    const dice = new Dice(54);
    let free = 0;
    for (let cart = 0; cart < CARTS; cart += 1) {
      const items = randomCart(dice);
      const expected = exactAmount(items).toFixed(2);
      if (expected === '0.00') {
        free += 1;
        continue;
      }
      const claim = toClaim(readGood(orderWith({ items, amount: expected })));
      if (claim.amount !== expected)
        assert.fail(`${claim.amount}, not ${expected}: ${JSON.stringify(items)}`);
      if (cart % 10 === 0) assert.equal(wireAmount(JSON.stringify(claim)), expected);
    }
    assert.ok(free < CARTS / 20, `${free} carts cost nothing`);
  });

  it('refuses an amount that is one kopeck off', () => {
    const dice = new Dice(55);
    for (let cart = 0; cart < CARTS / 10; cart += 1) {
      const items = randomCart(dice);
      const expected = exactAmount(items);
      if (expected.eq(0)) continue;
      const amount = expected.plus(dice.pick(['0.01', '-0.01'])).toFixed(2);
      const [error] = brokenRules(orderWith({ items, amount }));
      assert.deepEqual(error, {
        field: 'amount',
        message: `${amount} is not the sum of the lines, ${expected.toFixed(2)}`,
      });
    }
  });
});
