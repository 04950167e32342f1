import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasCode } from '../../src/domain/codes/code-table.ts';
import { MODES } from '../../src/domain/codes/modes.ts';
import { SUBJECTS } from '../../src/domain/codes/subjects.ts';
import { UNIT_NAMES, UNITS } from '../../src/domain/codes/units.ts';

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

describe('payment subjects', () => {
  it('are the 25 of the API, by its names', () => assert.deepEqual(SUBJECTS, EXPECTED_SUBJECTS));

  it('have no 18', () => assert.equal(hasCode(SUBJECTS, 18), false));
});

describe('payment modes', () => {
  it('are the 7 of the API, by its names', () => assert.deepEqual(MODES, EXPECTED_MODES));
});

describe('measurement units', () => {
  it('are the 24 of the API, by its names and short forms', () => {
    const written = Object.entries(UNITS).map(([code, short]) => {
      const name = UNIT_NAMES[Number(code) as keyof typeof UNITS];
      return [code, code === '0' ? `${name} (${short} или ед.)` : `${name} (${short})`];
    });
    const { 255: other, ...units } = Object.fromEntries(written) as Record<string, string>;
    assert.deepEqual(units, EXPECTED_UNITS);
    assert.equal(other, 'Иная единица измерения ()', 'the API describes 255 and gives it no short form');
  });
});

describe('every table', () => {
  for (const [noun, table] of Object.entries({ SUBJECTS, MODES, UNIT_NAMES })) {
    it(`${noun} gives each code a name of its own`, () => {
      const names = Object.values(table);
      for (const name of names) assert.match(name, /^\S.*\S$/);
      assert.equal(new Set(names).size, names.length);
    });
  }

  it('has its codes and no other', () => {
    assert.equal(hasCode(MODES, 4), true);
    assert.equal(hasCode(UNITS, 255), true);
    for (const code of [-1, 0, 8, 1.5, NaN]) assert.equal(hasCode(MODES, code), false);
  });
});
