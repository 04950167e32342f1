/** The only currency that UrlPay accepts. */
export const CURRENCY = 'rub';
/** The currency of every order. */
export type Currency = typeof CURRENCY;

/** True for roubles in upper or lower case: callbacks write RUB. */
export const isCurrency = (value: unknown): boolean =>
  typeof value === 'string' && value.toLowerCase() === CURRENCY;
