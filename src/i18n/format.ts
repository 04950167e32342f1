import { writeDecimal } from '../domain/money/decimal.ts';
import type { Kopecks, Thousandths } from '../domain/money/money.ts';
import type { Language, Messages, Plural } from './messages/cart-messages.ts';

const SPACE = '\u00a0';

/** True for languages that write `1,000.50`; the others write `1 000,50`. */
const hasPoint = (language: Language): boolean => language === 'en' || language === 'zh';

const group = (whole: string, separator: string): string => whole.replace(/\B(?=(?:\d{3})+$)/g, separator);

/**
 * A sum: `1 000,50 ₽` or `₽1,000.50`, as `Intl.NumberFormat` writes it in an engine that has the language. Written by hand, because
 * Chromium has half of our languages, and the first `NumberFormat` costs a cheap phone as much time as the whole cart.
 */
export function formatSum(kopecks: Kopecks, language: Language): string {
  const [whole = '', fraction = ''] = writeDecimal(kopecks, 2).split('.');
  return hasPoint(language)
    ? `₽${group(whole, ',')}.${fraction}`
    : `${group(whole, SPACE)},${fraction}${SPACE}₽`;
}

/** A quantity: `3`, or with three decimals `0,350`. Digits are not grouped, because buyers edit the text. */
export function formatQuantity(thousandths: Thousandths, language: Language): string {
  const text = writeDecimal(thousandths, 3).replace('.000', '');
  return hasPoint(language) ? text : text.replace('.', ',');
}

/** A number with its noun: `5 позиций`. */
export function formatCount(count: number, words: Plural, language: Language): string {
  // an engine without the language uses the Russian rules; a form that the language lacks falls back to `other`
  const rule = new Intl.PluralRules([language, 'ru']).select(count);
  return `${count}${SPACE}${words[rule] ?? words.other}`;
}

/** A term in whole days, whole hours or started minutes: `3 дня`, `47 часов`. @param seconds more than 0 */
export function formatTerm(seconds: number, { day, hour, minute }: Messages, language: Language): string {
  // below three days the hours matter
  if (seconds >= 3 * 86_400) return formatCount(Math.floor(seconds / 86_400), day, language);
  if (seconds >= 3600) return formatCount(Math.floor(seconds / 3600), hour, language);
  return formatCount(Math.ceil(seconds / 60), minute, language);
}

/**
 * A date in the browser's time zone: `22 ноября 2026 г.`, or `22.11.2026` in languages whose month names some engines lack.
 *
 * @param timeStyle adds hours and minutes
 */
export function formatDate(date: Date, language: Language, timeStyle?: 'short'): string {
  const long = language === 'ru' || hasPoint(language);
  const options = { dateStyle: long ? 'long' : 'short', timeStyle } as const;
  return new Intl.DateTimeFormat(long ? language : 'ru', options).format(date);
}
