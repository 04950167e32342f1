/** A VAT rate with its label on the payment page and the receipt. `percent` is null for no VAT and 0 %. */
export interface VatRate {
  readonly label: string;
  readonly percent: number | null;
}

/** VAT rates by code (`vat_code`, FFD tag 1199). */
export const VAT_RATES: ReadonlyMap<number, VatRate> = new Map([
  [0, { label: 'Без НДС', percent: null }],
  [1, { label: 'НДС 0\u00A0%', percent: null }],
  [2, { label: 'НДС 10\u00A0%', percent: 10 }],
  [3, { label: 'НДС 18\u00A0%', percent: 18 }],
  [4, { label: 'НДС 10/110', percent: 10 }],
  [5, { label: 'НДС 18/118', percent: 18 }],
  [6, { label: 'НДС 20\u00A0%', percent: 20 }],
  [7, { label: 'НДС 20/120', percent: 20 }],
]);

/** Codes of the payment subject (`payment_subject`, FFD tag 1212). */
export const PAYMENT_SUBJECTS: ReadonlySet<number> = new Set(
  Array.from({ length: 26 }, (_, index) => index + 1).filter((code) => code !== 18),
);

/** Codes of the payment mode (`payment_mode`, FFD tag 1214). */
export const PAYMENT_MODES: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7]);

/** Short names of units by code (`measurement_unit`, FFD tag 2108). */
export const UNITS: ReadonlyMap<number, string> = new Map([
  [0, 'шт.'],
  [10, 'г'],
  [11, 'кг'],
  [12, 'т'],
  [20, 'см'],
  [21, 'дм'],
  [22, 'м'],
  [30, 'см²'],
  [31, 'дм²'],
  [32, 'м²'],
  [40, 'мл'],
  [41, 'л'],
  [42, 'м³'],
  [50, 'кВт·ч'],
  [51, 'Гкал'],
  [70, 'сут.'],
  [71, 'ч'],
  [72, 'мин'],
  [73, 'с'],
  [80, 'КБ'],
  [81, 'МБ'],
  [82, 'ГБ'],
  [83, 'ТБ'],
  [255, 'ед.'],
]);
