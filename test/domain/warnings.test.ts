import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasOddVat } from '../../src/domain/order/odd-vat.ts';
import { lineWarnings } from '../../src/domain/order/line-warnings.ts';
import { vatTable } from '../../src/domain/codes/vat.ts';
import { brokenRules, ITEM, orderWith, readItem, RULES } from './sample.ts';

const warningsOf = (code: number, mode: number, rules = RULES) =>
  lineWarnings([readItem({ vat_code: code, payment_mode: mode }, rules).line]).map(({ message }) => message);

/** Which modes each VAT code fits: plain rates 4–7, calculated ones 1–3, "no VAT" and 0 % all. */
const FITS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 3, 4, 5, 6, 7],
  1: [1, 2, 3, 4, 5, 6, 7],
  2: [4, 5, 6, 7],
  3: [4, 5, 6, 7],
  4: [1, 2, 3],
  5: [1, 2, 3],
  6: [4, 5, 6, 7],
  7: [1, 2, 3],
};

describe('lineWarnings', () => {
  for (const [code, modes] of Object.entries(FITS)) {
    it(`takes VAT code ${code} with modes ${modes.join(', ')} alone`, () => {
      const quiet = [1, 2, 3, 4, 5, 6, 7].filter(
        (mode) => !warningsOf(Number(code), mode).some((message) => message.includes('payment_mode')),
      );
      assert.deepEqual(quiet, modes);
    });
  }

  it('are there just where a line is said to be odd, which decides whether this file is loaded', () => {
    for (const code of Object.keys(FITS).map(Number)) {
      for (const mode of [1, 2, 3, 4, 5, 6, 7]) {
        const { line } = readItem({ vat_code: code, payment_mode: mode }, RULES);
        assert.equal(hasOddVat(line), lineWarnings([line]).length > 0, `${code} with ${mode}`);
      }
    }
  });

  it('say what is wrong and what would fit', () => {
    assert.deepEqual(warningsOf(2, 1), [
      '2 (НДС 10%) does not fit payment_mode 1, which takes a calculated rate',
    ]);
    assert.deepEqual(warningsOf(4, 4), [
      '4 (НДС 10/110) does not fit payment_mode 4, which takes a plain rate',
    ]);
  });

  it('name retired and transitional rates', () => {
    assert.deepEqual(warningsOf(3, 4), ['3 (НДС 18%) is retired: not lawful for a new sale']);
    assert.deepEqual(warningsOf(5, 1), ['5 (НДС 18/118) is retired: not lawful for a new sale']);
    for (const message of [...warningsOf(6, 4), ...warningsOf(7, 1)]) {
      assert.match(message, /is for refunds and older deliveries only since 2026-01-01$/);
    }
  });

  it('may be two for one line', () => {
    assert.equal(warningsOf(3, 1).length, 2);
  });

  it('name the line', () => {
    const good = readItem({}).line;
    const old = readItem({ vat_code: 6 }).line;
    assert.deepEqual(
      lineWarnings([good, old, good, old]).map(({ field }) => field),
      ['items[1].vat_code', 'items[3].vat_code'],
    );
  });

  it('are none for a merchant’s own rate that fits', () => {
    const rules = { ...RULES, vat: vatTable([{ code: 8, label: 'НДС 22%', rate: 22, calculated: false }]) };
    assert.deepEqual(warningsOf(8, 4, rules), []);
    assert.equal(warningsOf(8, 1, rules).length, 1);
  });

  it('never block an order', () => {
    const items = [3, 5, 6, 7].map((code) => ({ ...ITEM, vat_code: code }));
    assert.deepEqual(brokenRules(orderWith({ items })), []);
  });
});
