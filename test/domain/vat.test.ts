import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VAT_RATES, vatTable, type VatRate } from '../../src/domain/codes/vat.ts';

const RATE_22: VatRate = { code: 8, label: 'НДС 22%', rate: 22, calculated: false };

describe('the published VAT codes', () => {
  it('are UrlPay’s eight', () => {
    assert.deepEqual(
      VAT_RATES.map(({ code, label, rate, calculated }) => [code, label, rate, calculated]),
      [
        [0, 'Без НДС', null, false],
        [1, 'НДС 0%', 0, false],
        [2, 'НДС 10%', 10, false],
        [3, 'НДС 18%', 18, false],
        [4, 'НДС 10/110', 10, true],
        [5, 'НДС 18/118', 18, true],
        [6, 'НДС 20%', 20, false],
        [7, 'НДС 20/120', 20, true],
      ],
    );
  });

  it('mark 18 % as retired and 20 % as transitional', () => {
    const marked = VAT_RATES.filter(({ mark }) => mark).map(({ code, mark }) => [code, mark]);
    assert.deepEqual(marked, [
      [3, 'retired'],
      [5, 'retired'],
      [6, 'transitional'],
      [7, 'transitional'],
    ]);
  });

  it('invent no code for 5, 7 and 22 %', () => {
    assert.deepEqual(
      VAT_RATES.filter(({ rate }) => rate === 5 || rate === 7 || rate === 22),
      [],
    );
  });
});

describe('vatTable', () => {
  it('is the published table by code', () => {
    assert.deepEqual([...vatTable().keys()], [0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('takes a merchant’s rates and leaves the published ones alone', () => {
    const table = vatTable([RATE_22]);
    assert.equal(table.get(8), RATE_22);
    assert.equal(table.size, 9);
    assert.equal(VAT_RATES.length, 8);
    assert.equal(vatTable().has(8), false);
  });

  it('lets a merchant replace a published row', () => {
    const own = { code: 6, label: 'НДС 22%', rate: 22, calculated: false };
    assert.equal(vatTable([own]).get(6), own);
  });

  const BAD: readonly unknown[] = [
    null,
    {},
    { ...RATE_22, code: -1 },
    { ...RATE_22, code: 1.5 },
    { ...RATE_22, code: '8' },
    { ...RATE_22, code: NaN },
    { ...RATE_22, label: '' },
    { ...RATE_22, label: 22 },
    { ...RATE_22, rate: '22' },
    { ...RATE_22, rate: 0.22 },
    { ...RATE_22, rate: -1 },
    { ...RATE_22, rate: 100 },
    { ...RATE_22, rate: NaN },
    { ...RATE_22, rate: undefined },
    { ...RATE_22, calculated: undefined },
    { ...RATE_22, calculated: 'no' },
  ];

  for (const row of BAD) {
    it(`refuses ${JSON.stringify(row)}`, () => {
      assert.throws(() => vatTable([row as VatRate]), TypeError);
    });
  }
});
