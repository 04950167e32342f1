/** Code, Russian name, English name. */
export type CodeRow = readonly [code: number, ru: string, en: string];

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

/** `measurement_unit`, FFD tag 2108, as it stands behind a quantity. */
export const UNITS: readonly CodeRow[] = [
  [0, 'шт.', 'pcs'],
  [10, 'г', 'g'],
  [11, 'кг', 'kg'],
  [12, 'т', 't'],
  [20, 'см', 'cm'],
  [21, 'дм', 'dm'],
  [22, 'м', 'm'],
  [30, 'кв. см', 'cm²'],
  [31, 'кв. дм', 'dm²'],
  [32, 'кв. м', 'm²'],
  [40, 'мл', 'ml'],
  [41, 'л', 'l'],
  [42, 'куб. м', 'm³'],
  [50, 'кВт · ч', 'kWh'],
  [51, 'Гкал', 'Gcal'],
  [70, 'сутки', 'days'],
  [71, 'час', 'h'],
  [72, 'мин', 'min'],
  [73, 'с', 's'],
  [80, 'Кбайт', 'KB'],
  [81, 'Мбайт', 'MB'],
  [82, 'Гбайт', 'GB'],
  [83, 'Тбайт', 'TB'],
  [255, '', ''],
];

/** The units by their full names, which the API's documentation uses; a cart has no room for them. */
export const UNIT_NAMES: readonly CodeRow[] = [
  [0, 'Штука или единица', 'Piece or unit'],
  [10, 'Грамм', 'Gram'],
  [11, 'Килограмм', 'Kilogram'],
  [12, 'Тонна', 'Tonne'],
  [20, 'Сантиметр', 'Centimetre'],
  [21, 'Дециметр', 'Decimetre'],
  [22, 'Метр', 'Metre'],
  [30, 'Квадратный сантиметр', 'Square centimetre'],
  [31, 'Квадратный дециметр', 'Square decimetre'],
  [32, 'Квадратный метр', 'Square metre'],
  [40, 'Миллилитр', 'Millilitre'],
  [41, 'Литр', 'Litre'],
  [42, 'Кубический метр', 'Cubic metre'],
  [50, 'Киловатт час', 'Kilowatt hour'],
  [51, 'Гигакалория', 'Gigacalorie'],
  [70, 'Сутки', 'Day'],
  [71, 'Час', 'Hour'],
  [72, 'Минута', 'Minute'],
  [73, 'Секунда', 'Second'],
  [80, 'Килобайт', 'Kilobyte'],
  [81, 'Мегабайт', 'Megabyte'],
  [82, 'Гигабайт', 'Gigabyte'],
  [83, 'Терабайт', 'Terabyte'],
  [255, 'Иная единица измерения', 'Other unit'],
];

/** The row of a code, if the table has it. */
export const findCode = (table: readonly CodeRow[], code: number | null): CodeRow | undefined =>
  table.find((row) => row[0] === code);
