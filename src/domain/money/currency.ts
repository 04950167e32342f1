/** The only currency UrlPay takes. Callbacks write it in upper case, so it is compared folded. */
export const CURRENCY = 'rub';
export type Currency = typeof CURRENCY;

export const isCurrency = (value: unknown): boolean =>
  typeof value === 'string' && value.toLowerCase() === CURRENCY;
