import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Big } from 'big.js';
import { writeKopecks } from '../../src/domain/money/money.ts';
import { vatTotals } from '../../src/domain/order/vat-totals.ts';
import { vatTable } from '../../src/domain/codes/vat.ts';
import { Dice } from './dice.ts';
import { readItem, RULES } from './sample.ts';

const lineOf = (price: string, code: number, rules = RULES) =>
  readItem({ price, vat_code: code }, rules).line;

const told = (lines: Parameters<typeof vatTotals>[0]) =>
  vatTotals(lines).map(({ vat, sum, tax }) => [
    vat.code,
    writeKopecks(sum),
    tax === null ? null : writeKopecks(tax),
  ]);

describe('vatTotals', () => {
  it('of no lines are none', () => {
    assert.deepEqual(vatTotals([]), []);
  });

  it('stand in the order of the codes, whatever the order of the lines', () => {
    const lines = [lineOf('1000.50', 6), lineOf('100.00', 0), lineOf('1000.50', 2), lineOf('5.00', 1)];
    const expected = [
      [0, '100.00', null],
      [1, '5.00', '0.00'],
      [2, '1000.50', '90.95'],
      [6, '1000.50', '166.75'],
    ];
    assert.deepEqual(told(lines), expected);
    assert.deepEqual(told(lines.toReversed()), expected);
  });

  it('tell "no VAT" (none) from 0 % (nothing)', () => {
    assert.deepEqual(told([lineOf('5.00', 0), lineOf('5.00', 1)]), [
      [0, '5.00', null],
      [1, '5.00', '0.00'],
    ]);
  });

  it('take the tax once from the sum, not line by line', () => {
    const cheap = Array.from({ length: 10 }, () => lineOf('0.02', 6));
    assert.deepEqual(told(cheap), [[6, '0.20', '0.03']], 'line by line it would be 0.00');
  });

  it('keep a plain and a calculated rate apart, though both take the same tax', () => {
    assert.deepEqual(told([lineOf('501.75', 6), lineOf('501.75', 7)]), [
      [6, '501.75', '83.63'],
      [7, '501.75', '83.63'],
    ]);
  });

  it('take lines of one code together, also when each brings a copy of its rate', () => {
    const copies = [lineOf('100.00', 2), lineOf('5.00', 2)].map((line) => ({
      ...line,
      vat: { ...line.vat },
    }));
    assert.deepEqual(told(copies), [[2, '105.00', '9.55']]);
  });

  it('know a merchant’s own rate', () => {
    const rules = { ...RULES, vat: vatTable([{ code: 8, label: 'НДС 22%', rate: 22, calculated: false }]) };
    assert.deepEqual(told([lineOf('1000.50', 8, rules)]), [[8, '1000.50', '180.42']]);
  });

  it('equal big.js over 20 000 random lists of lines, and add up to the order', () => {
    const dice = new Dice(7);
    for (let turn = 0; turn < 20_000; turn += 1) {
      const lines = Array.from({ length: dice.whole(1, 5) }, () =>
        lineOf(writeKopecks(dice.spread(1, 4_294_967_295)), dice.whole(0, 7)),
      );
      let total = 0;
      for (const { vat, sum, tax } of vatTotals(lines)) {
        const rate = vat.rate ?? 0;
        const exact = new Big(sum)
          .times(rate)
          .div(100 + rate)
          .round(0, Big.roundHalfUp)
          .toFixed();
        assert.equal(tax === null ? null : String(tax), vat.code === 0 ? null : exact);
        total += sum;
      }
      assert.equal(
        total,
        lines.reduce((all, { sum }) => all + sum, 0),
      );
    }
  });
});
