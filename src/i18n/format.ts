import { writeDecimal } from '../domain/money/decimal.ts';
import type { Kopecks, Thousandths } from '../domain/money/money.ts';
import type { Language, Messages, Plural } from './messages/cart-messages.ts';

const SPACE = '\u00a0';

/** Who writes numbers as `1,000.50`; the others write `1 000,50`. */
const hasPoint = (language: Language): boolean => language === 'en' || language === 'zh';

const group = (whole: string, separator: string): string => whole.replace(/\B(?=(?:\d{3})+$)/g, separator);

/**
 * `1 000,50 ₽` or `₽1,000.50`, as `Intl.NumberFormat` writes it in an engine that has the language. By hand, because
 * the first of these in a page costs a cheap phone as much as the whole first cart, and Chromium has half of the languages.
 */
export function formatSum(kopecks: Kopecks, language: Language): string {
  const [whole = '', fraction = ''] = writeDecimal(kopecks, 2).split('.');
  return hasPoint(language)
    ? `₽${group(whole, ',')}.${fraction}`
    : `${group(whole, SPACE)},${fraction}${SPACE}₽`;
}

/** `3`, or with all three decimals once there are any: `0,350`. Ungrouped, since buyers type it back. */
export function formatQuantity(thousandths: Thousandths, language: Language): string {
  const text = writeDecimal(thousandths, 3).replace('.000', '');
  return hasPoint(language) ? text : text.replace('.', ',');
}

/** `5 позиций` */
export function formatCount(count: number, words: Plural, language: Language): string {
  // an engine without the language takes the Russian rules, whose forms the words then lack
  const rule = new Intl.PluralRules([language, 'ru']).select(count);
  return `${count}${SPACE}${words[rule] ?? words.other}`;
}

/** `3 дня`, `47 часов`: in whole numbers, never more than there is. @param seconds more than 0 */
export function formatTerm(seconds: number, { day, hour, minute }: Messages, language: Language): string {
  // of two days and a half the half is worth telling
  if (seconds >= 3 * 86_400) return formatCount(Math.floor(seconds / 86_400), day, language);
  if (seconds >= 3600) return formatCount(Math.floor(seconds / 3600), hour, language);
  return formatCount(Math.ceil(seconds / 60), minute, language);
}

/**
 * `22 ноября 2026 г.`, or `22.11.2026` in the languages whose months not every engine knows.
 *
 * @param timeStyle for a moment: with hours and minutes
 */
export function formatDate(date: Date, language: Language, timeStyle?: 'short'): string {
  const long = language === 'ru' || hasPoint(language);
  const options = { dateStyle: long ? 'long' : 'short', timeStyle } as const;
  return new Intl.DateTimeFormat(long ? language : 'ru', options).format(date);
}
