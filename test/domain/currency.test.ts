import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CURRENCY, isCurrency } from '../../src/domain/money/currency.ts';

describe('the currency', () => {
  it('is the rouble, in either case', () => {
    assert.equal(CURRENCY, 'rub');
    assert.deepEqual(['rub', 'RUB', 'Rub'].map(isCurrency), [true, true, true]);
  });

  for (const other of [
    'usd',
    'rur',
    '',
    ' rub',
    'rub ',
    'ruь',
    'ＲＵＢ',
    643,
    null,
    undefined,
    ['rub'],
    {},
  ]) {
    it(`is not ${JSON.stringify(other)}`, () => {
      assert.equal(isCurrency(other), false);
    });
  }
});
