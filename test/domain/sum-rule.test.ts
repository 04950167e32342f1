import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Big } from 'big.js';
import { toClaim } from '../../src/domain/order/claim.ts';
import type { Item } from '../../src/domain/order/item.ts';
import { MAX_QUANTITY, MAX_SUM, writeKopecks } from '../../src/domain/money/money.ts';
import { MAX_LINES } from '../../src/domain/order/order.ts';
import { amountOf, checkAmount, lineSum } from '../../src/domain/order/sum-rule.ts';
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

/** Price in roubles × quantity in units, calculated in decimals. */
function exactSum(price: number, quantity: number): string {
  const roubles = new Big(price).div(100);
  const units = new Big(quantity).div(1000);
  return roubles.times(units).round(2, Big.roundHalfUp).toFixed(2);
}

describe('lineSum', () => {
  it('rounds half up', () => {
    assert.equal(lineSum(1, 500), 1);
    assert.equal(lineSum(1, 499), 0);
    assert.equal(lineSum(3, 500), 2);
    assert.equal(lineSum(5, 500), 3);
    assert.equal(lineSum(105, 100), 11);
    assert.equal(lineSum(8350, 1000), 8350);
    assert.equal(lineSum(0, 99_999_999), 0);
  });

  it('is exact where a double is not', () => {
    assert.equal(lineSum(MAX_SUM, MAX_QUANTITY), Number((4_294_967_295n * 99_999_999n + 500n) / 1000n));
    assert.equal(lineSum(1005, 500), 503, '10.05 × 0.5 = 5.025, which a float holds as 5.0249…');
  });

  it('equals big.js in 200 000 random cases, ties among them', () => {
    const dice = new Dice(3);
    let ties = 0;
    for (let turn = 0; turn < 200_000; turn += 1) {
      const price = dice.spread(0, MAX_SUM);
      const quantity = dice.next() < 0.3 ? dice.whole(0, 99_999) * 1000 + 500 : dice.spread(1, MAX_QUANTITY);
      if ((BigInt(price) * BigInt(quantity)) % 1000n === 500n) ties += 1;
      if (writeKopecks(lineSum(price, quantity)) !== exactSum(price, quantity))
        assert.fail(`${price} × ${quantity}`);
    }
    assert.ok(ties > 20_000, `${ties} ties`);
  });
});

describe('amountOf', () => {
  it('adds up the sums of the lines, none being nothing', () => {
    assert.equal(amountOf([]), 0);
    assert.equal(amountOf([{ sum: 8350 }, { sum: 1 }]), 8351);
  });
});

describe('checkAmount', () => {
  it('accepts the sum of the lines, or no claimed amount', () => {
    checkAmount(8350, 8350);
    checkAmount(null, 8350);
  });

  it('refuses another amount and an order that costs nothing', () => {
    assert.throws(() => checkAmount(8351, 8350), { code: 'bad_order' });
    assert.throws(() => checkAmount(0, 8350), { code: 'bad_order' });
    assert.throws(() => checkAmount(null, 0), { code: 'bad_order' });
    assert.throws(() => checkAmount(0, 0), { code: 'bad_order' });
  });
});

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
