/** Code and Russian name; other languages have their names with their texts. */
export type CodeRow = readonly [code: number, name?: string];

/** `payment_subject`, FFD tag 1212: 25 codes, there is no 18. Most of the names are in rare-names.ts. */
export const SUBJECTS: readonly CodeRow[] = [
  [1, 'Товар'],
  [2, 'Подакцизный товар'],
  [3, 'Работа'],
  [4, 'Услуга'],
  [5],
  [6],
  [7],
  [8],
  [9],
  [10, 'Платеж'],
  [11],
  [12],
  [13],
  [14],
  [15],
  [16],
  [17],
  [19],
  [20],
  [21],
  [22],
  [23],
  [24],
  [25],
  [26],
];

/** `payment_mode`, FFD tag 1214. 1–3 come before the settlement, 4–7 with it or after. Most of the names are in rare-names.ts. */
export const MODES: readonly CodeRow[] = [
  [1, 'Полная предоплата'],
  [2, 'Частичная предоплата'],
  [3, 'Аванс'],
  [4, 'Полный расчет'],
  [5],
  [6],
  [7],
];

/** `measurement_unit`, FFD tag 2108, as it stands behind a quantity. */
export const UNITS: readonly CodeRow[] = [
  [0, 'шт.'],
  [10, 'г'],
  [11, 'кг'],
  [12, 'т'],
  [20, 'см'],
  [21, 'дм'],
  [22, 'м'],
  [30, 'кв. см'],
  [31, 'кв. дм'],
  [32, 'кв. м'],
  [40, 'мл'],
  [41, 'л'],
  [42, 'куб. м'],
  [50, 'кВт · ч'],
  [51, 'Гкал'],
  [70, 'сутки'],
  [71, 'час'],
  [72, 'мин'],
  [73, 'с'],
  [80, 'Кбайт'],
  [81, 'Мбайт'],
  [82, 'Гбайт'],
  [83, 'Тбайт'],
  [255, ''],
];

/** The units by their full names, which the API's documentation uses; a cart has no room for them. */
export const UNIT_NAMES: readonly CodeRow[] = [
  [0, 'Штука или единица'],
  [10, 'Грамм'],
  [11, 'Килограмм'],
  [12, 'Тонна'],
  [20, 'Сантиметр'],
  [21, 'Дециметр'],
  [22, 'Метр'],
  [30, 'Квадратный сантиметр'],
  [31, 'Квадратный дециметр'],
  [32, 'Квадратный метр'],
  [40, 'Миллилитр'],
  [41, 'Литр'],
  [42, 'Кубический метр'],
  [50, 'Киловатт час'],
  [51, 'Гигакалория'],
  [70, 'Сутки'],
  [71, 'Час'],
  [72, 'Минута'],
  [73, 'Секунда'],
  [80, 'Килобайт'],
  [81, 'Мегабайт'],
  [82, 'Гигабайт'],
  [83, 'Терабайт'],
  [255, 'Иная единица измерения'],
];

/** The row of a code, if the table has it. */
export const findCode = (table: readonly CodeRow[], code: number | null): CodeRow | undefined =>
  table.find((row) => row[0] === code);
