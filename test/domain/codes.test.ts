import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findCode, MODES, SUBJECTS, UNIT_NAMES, UNITS, type CodeRow } from '../../src/domain/codes/codes.ts';
import * as rare from '../../src/domain/codes/rare-names.ts';

/** Copied from UrlPay's API page, not from the code: "25 subjects without 18". */
const EXPECTED_SUBJECTS = {
  1: 'Товар',
  2: 'Подакцизный товар',
  3: 'Работа',
  4: 'Услуга',
  5: 'Ставка азартной игры',
  6: 'Выигрыш азартной игры',
  7: 'Лотерейный билет',
  8: 'Выигрыш лотереи',
  9: 'Предоставление РИД',
  10: 'Платеж',
  11: 'Агентское вознаграждение',
  12: 'Выплата',
  13: 'Иной предмет расчета',
  14: 'Имущественное право',
  15: 'Внереализационный доход',
  16: 'Иные платежи и взносы',
  17: 'Торговый сбор',
  19: 'Залог',
  20: 'Расход',
  21: 'Взносы на обязательное пенсионное страхование ИП',
  22: 'Взносы на обязательное пенсионное страхование',
  23: 'Взносы на обязательное медицинское страхование ИП',
  24: 'Взносы на обязательное медицинское страхование',
  25: 'Взносы на обязательное социальное страхование',
  26: 'Платеж казино',
};

const EXPECTED_MODES = {
  1: 'Полная предоплата',
  2: 'Частичная предоплата',
  3: 'Аванс',
  4: 'Полный расчет',
  5: 'Частичный расчет и кредит',
  6: 'Кредит',
  7: 'Выплата по кредиту',
};

const EXPECTED_UNITS = {
  0: 'Штука или единица (шт. или ед.)',
  10: 'Грамм (г)',
  11: 'Килограмм (кг)',
  12: 'Тонна (т)',
  20: 'Сантиметр (см)',
  21: 'Дециметр (дм)',
  22: 'Метр (м)',
  30: 'Квадратный сантиметр (кв. см)',
  31: 'Квадратный дециметр (кв. дм)',
  32: 'Квадратный метр (кв. м)',
  40: 'Миллилитр (мл)',
  41: 'Литр (л)',
  42: 'Кубический метр (куб. м)',
  50: 'Киловатт час (кВт · ч)',
  51: 'Гигакалория (Гкал)',
  70: 'Сутки (сутки)',
  71: 'Час (час)',
  72: 'Минута (мин)',
  73: 'Секунда (с)',
  80: 'Килобайт (Кбайт)',
  81: 'Мегабайт (Мбайт)',
  82: 'Гигабайт (Гбайт)',
  83: 'Терабайт (Тбайт)',
};

const named = (table: readonly CodeRow[]): CodeRow[] => table.filter(([, name]) => name !== undefined);

const names = (table: readonly CodeRow[]): Record<number, string> =>
  Object.fromEntries(table.map(([code, name = '']) => [code, name]));

const codesOf = (table: readonly CodeRow[]): readonly number[] => table.map(([code]) => code);

describe('payment subjects', () => {
  it('are the 25 of the API, by its names', () => {
    assert.equal(SUBJECTS.length, 25);
    assert.deepEqual({ ...names(named(SUBJECTS)), ...rare.subjects }, EXPECTED_SUBJECTS);
    assert.equal(
      named(SUBJECTS).length + Object.keys(rare.subjects).length,
      SUBJECTS.length,
      'each is named once',
    );
  });

  it('have no 18', () => {
    assert.equal(findCode(SUBJECTS, 18), undefined);
  });
});

describe('payment modes', () => {
  it('are the 7 of the API, by its names', () => {
    assert.equal(MODES.length, 7);
    assert.deepEqual({ ...names(named(MODES)), ...rare.modes }, EXPECTED_MODES);
    assert.equal(named(MODES).length + Object.keys(rare.modes).length, MODES.length, 'each is named once');
  });
});

describe('measurement units', () => {
  it('are the 24 of the API, by its names and short forms', () => {
    assert.equal(UNITS.length, 24);
    const { 255: other, ...units } = Object.fromEntries(
      UNITS.map(([code, short]) => {
        const name = findCode(UNIT_NAMES, code)?.[1];
        return [code, code === 0 ? `${name} (${short} или ед.)` : `${name} (${short})`];
      }),
    );
    assert.deepEqual(units, EXPECTED_UNITS);
    assert.equal(other, 'Иная единица измерения ()', 'the API describes 255, and gives it no name');
  });
});

describe('every table', () => {
  it('has the units by name that it has by short form', () => {
    assert.deepEqual(codesOf(UNIT_NAMES), codesOf(UNITS));
    for (const [code, short = ''] of UNITS.slice(0, -1)) assert.match(short, /^[А-я]/, String(code));
  });

  for (const [noun, table] of Object.entries({ SUBJECTS, MODES, UNIT_NAMES })) {
    it(`${noun} is in order, each code once, each with a name of its own`, () => {
      const codes = codesOf(table);
      assert.deepEqual(
        codes,
        [...new Set(codes)].sort((a, b) => a - b),
      );
      for (const [, name] of named(table)) assert.match(name ?? '', /^\S.*\S$/);
      assert.equal(new Set(named(table).map(([, name]) => name)).size, named(table).length);
    });
  }

  it('gives the row of a code and nothing for another', () => {
    assert.equal(findCode(MODES, 4)?.[1], 'Полный расчет');
    for (const code of [null, -1, 0, 8, 1.5, NaN]) assert.equal(findCode(MODES, code), undefined);
  });
});
