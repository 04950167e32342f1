/**
 * How far a line is paid: `payment_mode`, FFD tag 1214. Modes 1 to 3 come before the settlement, 4 to 7 with it or after it.
 */
export const MODES = {
  1: 'Полная предоплата',
  2: 'Частичная предоплата',
  3: 'Аванс',
  4: 'Полный расчет',
  5: 'Частичный расчет и кредит',
  6: 'Кредит',
  7: 'Выплата по кредиту',
} as const;

/** A code of `payment_mode`. */
export type ModeCode = keyof typeof MODES;
