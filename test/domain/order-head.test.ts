import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PERIODS } from '../../src/domain/order/period.ts';
import { brokenRules, nested, orderWith, readGood } from './sample.ts';

describe('the uuid of an order', () => {
  for (const uuid of [
    'a',
    'x'.repeat(128),
    'invoice_123',
    'ЗАКАЗ-№5',
    '7f3c0b6e-1d7e-4c8a',
    '!~',
    '😀'.repeat(128),
    '订单',
  ]) {
    it(`may be ${JSON.stringify(uuid).slice(0, 30)}`, () => {
      assert.equal(readGood(orderWith({ uuid })).uuid, uuid);
    });
  }

  const SPACES = [
    ' ',
    '\t',
    '\n',
    '\r',
    '\0',
    '\x7f',
    '\x85',
    '\u00a0',
    '\u2003',
    '\u3000',
    '\u2028',
    '\u1680',
  ];
  const INVISIBLE = ['\u200b', '\u00ad', '\ufeff', '\u202e', '\u2066', '\ud800', '\udfff', '\ue000'];
  for (const stranger of [...SPACES, ...INVISIBLE]) {
    it(`has no U+${stranger.charCodeAt(0).toString(16).padStart(4, '0')}`, () => {
      for (const uuid of [`a${stranger}b`, `${stranger}a`, `a${stranger}`, stranger]) {
        const [error] = brokenRules(orderWith({ uuid }));
        const message = `${JSON.stringify(uuid)} is not 1 to 128 characters without spaces`;
        assert.deepEqual(error, { field: 'uuid', message });
      }
    });
  }

  for (const uuid of ['x'.repeat(129), '😀'.repeat(129), 5, true, ['a'], { a: 1 }, Symbol('a')]) {
    it(`is not ${typeof uuid} ${String(uuid).slice(0, 20)}`, () => {
      assert.deepEqual(
        brokenRules(orderWith({ uuid })).map(({ field }) => field),
        ['uuid'],
      );
    });
  }

  for (const uuid of ['', null, undefined]) {
    it(`is missing when ${JSON.stringify(uuid)}`, () => {
      assert.deepEqual(brokenRules(orderWith({ uuid })), [{ field: 'uuid', message: 'is missing' }]);
    });
  }
});

describe('the head of an order', () => {
  const REFUSED: readonly (readonly [string, unknown, string])[] = [
    ['description', '', 'is missing'],
    ['description', ' \n', 'is missing'],
    ['description', null, 'is missing'],
    ['description', 5, 'is missing'],
    ['description', ['x'], 'is missing'],
    ['currency', 'usd', '"usd" is not rub'],
    ['currency', '', '"" is not rub'],
    ['currency', 643, '"643" is not rub'],
    ['currency', ['rub'], '"object" is not rub'],
    ['currency', Object.create(null), '"object" is not rub'],
    ['currency', 'x'.repeat(1e6), `"${'x'.repeat(40)}…" is not rub`],
    ['subscribe', 'day', '"day" is not Day, Week or Month'],
    ['subscribe', 'Year', '"Year" is not Day, Week or Month'],
    ['subscribe', 0, '"0" is not Day, Week or Month'],
    ['subscribe', false, '"false" is not Day, Week or Month'],
    ['subscribe', ['Day'], '"object" is not Day, Week or Month'],
    ['subscribe', nested(100_000), '"object" is not Day, Week or Month'],
    ['holdTime', 0, '"0" is not a whole number of seconds'],
    ['holdTime', -1, '"-1" is not a whole number of seconds'],
    ['holdTime', 1.5, '"1.5" is not a whole number of seconds'],
    ['holdTime', NaN, '"NaN" is not a whole number of seconds'],
    ['holdTime', 2 ** 53, '"9007199254740992" is not a whole number of seconds'],
    ['holdTime', '3600', '"3600" is not a whole number of seconds'],
    ['holdTime', '', '"" is not a whole number of seconds'],
    ['holdTime', {}, '"object" is not a whole number of seconds'],
  ];

  for (const [field, value, message] of REFUSED) {
    it(`refuses ${field}: ${message.slice(0, 50)}`, () => {
      assert.deepEqual(brokenRules(orderWith({ [field]: value })), [{ field, message }]);
    });
  }

  it('takes every period, and an empty attribute for none', () => {
    for (const subscribe of PERIODS) assert.equal(readGood(orderWith({ subscribe })).subscribe, subscribe);
    assert.equal(readGood(orderWith({ subscribe: '' })).subscribe, null);
  });

  it('takes any whole number of seconds', () => {
    for (const holdTime of [1, 86_400, Number.MAX_SAFE_INTEGER]) {
      assert.equal(readGood(orderWith({ holdTime })).holdTime, holdTime);
    }
  });
});
