import type { Line } from './line.ts';

/** Whether a developer should look at the VAT code of a line; what is wrong with it `lineWarnings` says. */
export const hasOddVat = ({ vat: { mark, rate, calculated }, payment_mode: mode }: Line): boolean =>
  Boolean(mark) || (Boolean(rate) && calculated !== mode <= 3);
