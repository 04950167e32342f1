/** Code, Russian name, English name. */
export type CodeRow = readonly [code: number, ru: string, en: string, ...short: string[]];
/** The same for units, with the short forms that stand behind a quantity. */
export type UnitRow = readonly [code: number, ru: string, en: string, shortRu: string, shortEn: string];

/** `payment_subject`, FFD tag 1212: 25 codes, there is no 18. */
export const SUBJECTS: readonly CodeRow[] = [
  [1, 'Товар', 'Goods'],
  [2, 'Подакцизный товар', 'Excisable goods'],
  [3, 'Работа', 'Work'],
  [4, 'Услуга', 'Service'],
  [5, 'Ставка азартной игры', 'Gambling bet'],
  [6, 'Выигрыш азартной игры', 'Gambling prize'],
  [7, 'Лотерейный билет', 'Lottery ticket'],
  [8, 'Выигрыш лотереи', 'Lottery prize'],
  [9, 'Предоставление РИД', 'Intellectual property'],
  [10, 'Платеж', 'Payment'],
  [11, 'Агентское вознаграждение', 'Agent’s fee'],
  [12, 'Выплата', 'Payout'],
  [13, 'Иной предмет расчета', 'Other subject'],
  [14, 'Имущественное право', 'Property right'],
  [15, 'Внереализационный доход', 'Non-operating income'],
  [16, 'Иные платежи и взносы', 'Other payments and contributions'],
  [17, 'Торговый сбор', 'Trade levy'],
  [19, 'Залог', 'Pledge'],
  [20, 'Расход', 'Expense'],
  [21, 'Взносы на обязательное пенсионное страхование ИП', 'Pension contributions, sole trader'],
  [22, 'Взносы на обязательное пенсионное страхование', 'Pension contributions'],
  [23, 'Взносы на обязательное медицинское страхование ИП', 'Health contributions, sole trader'],
  [24, 'Взносы на обязательное медицинское страхование', 'Health contributions'],
  [25, 'Взносы на обязательное социальное страхование', 'Social contributions'],
  [26, 'Платеж казино', 'Casino payment'],
];

/** `payment_mode`, FFD tag 1214. 1–3 come before the settlement, 4–7 with it or after. */
export const MODES: readonly CodeRow[] = [
  [1, 'Полная предоплата', 'Full prepayment'],
  [2, 'Частичная предоплата', 'Partial prepayment'],
  [3, 'Аванс', 'Advance'],
  [4, 'Полный расчет', 'Full settlement'],
  [5, 'Частичный расчет и кредит', 'Partial settlement and credit'],
  [6, 'Кредит', 'Credit'],
  [7, 'Выплата по кредиту', 'Credit repayment'],
];

/** `measurement_unit`, FFD tag 2108. */
export const UNITS: readonly UnitRow[] = [
  [0, 'Штука или единица', 'Piece or unit', 'шт.', 'pcs'],
  [10, 'Грамм', 'Gram', 'г', 'g'],
  [11, 'Килограмм', 'Kilogram', 'кг', 'kg'],
  [12, 'Тонна', 'Tonne', 'т', 't'],
  [20, 'Сантиметр', 'Centimetre', 'см', 'cm'],
  [21, 'Дециметр', 'Decimetre', 'дм', 'dm'],
  [22, 'Метр', 'Metre', 'м', 'm'],
  [30, 'Квадратный сантиметр', 'Square centimetre', 'кв. см', 'cm²'],
  [31, 'Квадратный дециметр', 'Square decimetre', 'кв. дм', 'dm²'],
  [32, 'Квадратный метр', 'Square metre', 'кв. м', 'm²'],
  [40, 'Миллилитр', 'Millilitre', 'мл', 'ml'],
  [41, 'Литр', 'Litre', 'л', 'l'],
  [42, 'Кубический метр', 'Cubic metre', 'куб. м', 'm³'],
  [50, 'Киловатт час', 'Kilowatt hour', 'кВт · ч', 'kWh'],
  [51, 'Гигакалория', 'Gigacalorie', 'Гкал', 'Gcal'],
  [70, 'Сутки', 'Day', 'сутки', 'days'],
  [71, 'Час', 'Hour', 'час', 'h'],
  [72, 'Минута', 'Minute', 'мин', 'min'],
  [73, 'Секунда', 'Second', 'с', 's'],
  [80, 'Килобайт', 'Kilobyte', 'Кбайт', 'KB'],
  [81, 'Мегабайт', 'Megabyte', 'Мбайт', 'MB'],
  [82, 'Гигабайт', 'Gigabyte', 'Гбайт', 'GB'],
  [83, 'Терабайт', 'Terabyte', 'Тбайт', 'TB'],
  [255, 'Иная единица измерения', 'Other unit', '', ''],
];

/** The row of a code, if the table has it. */
export function findCode<Row extends CodeRow>(table: readonly Row[], code: number | null): Row | undefined {
  return table.find((row) => row[0] === code);
}
