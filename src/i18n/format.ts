import type { Kopecks, Thousandths } from '../domain/money.ts';
import { writeDecimal } from '../domain/decimal.ts';
import type { Language } from './messages.ts';

/** By hand, because the first `Intl.NumberFormat` of a page costs a cheap phone as much as the whole first cart. */
const SPACE = '\u00a0';

const group = (whole: string, separator: string): string => whole.replace(/\B(?=(?:\d{3})+$)/g, separator);

/** `1 000,50 ₽` or `₽1,000.50` */
export function formatSum(kopecks: Kopecks, language: Language): string {
  const [whole = '', fraction = ''] = writeDecimal(kopecks, 2).split('.');
  return language === 'ru'
    ? `${group(whole, SPACE)},${fraction}${SPACE}₽`
    : `₽${group(whole, ',')}.${fraction}`;
}

/** `3`, or with all three decimals once there are any: `0,350`. Ungrouped, since buyers type it back. */
export function formatQuantity(thousandths: Thousandths, language: Language): string {
  const text = writeDecimal(thousandths, 3).replace('.000', '');
  return language === 'ru' ? text.replace('.', ',') : text;
}
