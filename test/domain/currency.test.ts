import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CURRENCY, isCurrency } from '../../src/domain/money/currency.ts';
import { isPeriod, PERIODS } from '../../src/domain/order/period.ts';

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

describe('the periods of a subscription', () => {
  it('are the API’s three, in its spelling', () => {
    assert.deepEqual([...PERIODS], ['Day', 'Week', 'Month']);
    assert.ok(PERIODS.every(isPeriod));
    assert.equal(['day', 'Year', '', null, ['Day']].some(isPeriod), false);
  });
});
