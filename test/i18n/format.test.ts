import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatCount, formatDate, formatQuantity, formatSum, formatTerm } from '../../src/i18n/format.ts';
import type { Language } from '../../src/i18n/messages/cart-messages.ts';
import { ru } from '../../src/i18n/languages/ru.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formatSum', () => {
  // without Belarusian, whose data spell the Russian rouble "руб."
  for (const language of ['ru', 'en', 'kk', 'ky', 'hy', 'uz', 'zh'] as const) {
    it(`writes a sum as Intl does in ${language}`, () => {
      const style = { style: 'currency', currency: 'RUB', currencyDisplay: 'narrowSymbol' } as const;
      const intl = new Intl.NumberFormat(language, { ...style, useGrouping: true });
      for (const kopecks of [0, 1, 10, 100, 99_999, 100_000, 12_345_678, 4_294_967_295, 429_496_729_500])
        assert.equal(formatSum(kopecks, language), intl.format(kopecks / 100), String(kopecks));
    });
  }
});

describe('formatQuantity', () => {
  for (const [thousandths, russian, english] of [
    [1000, '1', '1'],
    [350, '0,350', '0.350'],
    [99_999_999, '99999,999', '99999.999'],
    [12_000_000, '12000', '12000'],
  ] as const) {
    it(`writes ${russian} as a buyer types it`, () => {
      assert.equal(formatQuantity(thousandths, 'ru'), russian);
      assert.equal(formatQuantity(thousandths, 'kk'), russian);
      assert.equal(formatQuantity(thousandths, 'en'), english);
    });
  }
});

describe('formatCount', () => {
  const buns = { one: 'булочка', few: 'булочки', many: 'булочек', other: 'булочки' };
  for (const [count, word] of [
    [1, 'булочка'],
    [2, 'булочки'],
    [5, 'булочек'],
    [11, 'булочек'],
    [21, 'булочка'],
    [100, 'булочек'],
    [112, 'булочек'],
  ] as const) {
    it(`says ${count} ${word}`, () =>
      assert.equal(plain(formatCount(count, buns, 'ru')), `${count} ${word}`));
  }

  it('falls back to the form that every language has', () => {
    assert.equal(plain(formatCount(5, { other: '行' }, 'zh')), '5 行');
    assert.equal(plain(formatCount(1, { other: 'жол' }, 'kk')), '1 жол');
  });
});

describe('formatTerm', () => {
  for (const [seconds, words] of [
    [1, '1 минута'],
    [60, '1 минута'],
    [120, '2 минуты'],
    [3599, '60 минут'],
    [3600, '1 час'],
    [86_399, '23 часа'],
    [86_400, '24 часа'],
    [259_199, '71 час'],
    [259_200, '3 дня'],
    [604_800, '7 дней'],
  ] as const) {
    it(`says ${words} of ${seconds} s`, () => assert.equal(plain(formatTerm(seconds, ru, 'ru')), words));
  }
});

describe('formatDate', () => {
  const day = new Date(2026, 10, 22, 9, 5);
  for (const [language, text] of [
    ['ru', '22 ноября 2026 г.'],
    ['en', 'November 22, 2026'],
    ['zh', '2026年11月22日'],
    // no engine has the month names of all these languages
    ['kk', '22.11.2026'],
    ['be', '22.11.2026'],
    ['hy', '22.11.2026'],
    ['ky', '22.11.2026'],
    ['uz', '22.11.2026'],
  ] as readonly (readonly [Language, string])[]) {
    it(`writes a day in ${language}`, () => assert.equal(formatDate(day, language), text));
  }

  it('writes a moment', () => {
    assert.match(plain(formatDate(day, 'ru', 'short')), /^22 ноября 2026 г\. в 09:05$/);
    assert.equal(plain(formatDate(day, 'kk', 'short')), '22.11.2026, 09:05');
  });
});
