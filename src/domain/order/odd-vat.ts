import type { Line } from './line.ts';

/** True if the VAT code needs a warning; see `lineWarnings`. */
export const hasOddVat = ({ vat: { mark, rate, calculated }, payment_mode: mode }: Line): boolean =>
  Boolean(mark) || (Boolean(rate) && calculated !== mode <= 3);
