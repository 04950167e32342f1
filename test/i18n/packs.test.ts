import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MODES } from '../../src/domain/codes/modes.ts';
import { SUBJECTS } from '../../src/domain/codes/subjects.ts';
import { UNITS } from '../../src/domain/codes/units.ts';
import be from '../../src/i18n/languages/be.ts';
import en from '../../src/i18n/languages/en.ts';
import hy from '../../src/i18n/languages/hy.ts';
import kk from '../../src/i18n/languages/kk.ts';
import ky from '../../src/i18n/languages/ky.ts';
import type { Pack } from '../../src/i18n/messages/pack.ts';
import { fiscalRu, receiptRu } from '../../src/i18n/messages/receipt-messages.ts';
import { paymentRu } from '../../src/i18n/messages/payment-messages.ts';
import { ru } from '../../src/i18n/languages/ru.ts';
import { subscriptionRu } from '../../src/i18n/messages/subscription-messages.ts';
import uz from '../../src/i18n/languages/uz.ts';
import zh from '../../src/i18n/languages/zh.ts';

const PACKS: Readonly<Record<string, Pack>> = { en, kk, be, hy, ky, uz, zh };

const RUSSIAN = {
  cart: ru,
  payment: paymentRu,
  receipt: receiptRu,
  subscriptions: subscriptionRu,
  fiscal: fiscalRu,
};

const TABLES = { units: UNITS, subjects: SUBJECTS, modes: MODES };

/** The script of each language, besides names that are Latin in all of them. */
const LETTERS: Readonly<Record<string, RegExp>> = {
  en: /^[a-z]+$/i,
  kk: /^[а-яёәғқңөұүһі]+$/i,
  be: /^[а-еёжзійклмнопрстуўфхцчшыьэюя]+$/i,
  hy: /^[\u0531-\u0587]+$/,
  ky: /^[а-яёңөү]+$/i,
  uz: /^[a-zʻʼ]+$/i,
  zh: /^[\u4e00-\u9fff]+$/,
};
const NAMES =
  /^(?:QR|OFD|QQS|VAT|INN|KB|MB|GB|TB|kWh|Gcal|ОФД|РН|ККТ|ФН|ФД|ФПД|[cdkm]?m|ml|kg|min|[a-z]{1,2})$/i;

/** Every text in a pack, at any depth. */
function texts(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts);
}

/** The shape of texts: their keys in any order, and the length of tuples. Plural forms differ by language. */
function shape(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  if ('other' in value) return 'plural';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

/** The languages whose nouns change with the number before them. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  en: ['one', 'other'],
  be: ['one', 'few', 'many', 'other'],
};

describe('every language', () => {
  for (const [language, pack] of Object.entries(PACKS)) {
    it(`${language} has exactly the texts of each part`, () => {
      for (const [part, russian] of Object.entries(RUSSIAN)) {
        const own = pack[part as keyof Pack];
        if (part === 'fiscal' && own === undefined) continue;
        assert.deepEqual(shape(own), shape(russian), part);
      }
    });

    it(`${language} names exactly the codes of its tables`, () => {
      for (const [part, table] of Object.entries(TABLES)) {
        const own = pack[part as keyof typeof TABLES];
        const codes = Object.keys(table).filter((code) => code !== '255');
        if (own) assert.deepEqual(Object.keys(own), codes, part);
      }
    });

    it(`${language} has no empty text and uses its own script`, () => {
      const words = texts(pack);
      for (const text of words) assert.equal(text, text.trim());
      assert.equal(words.includes(''), false);
      const strange = words
        .flatMap((text) => text.match(/\p{L}+/gu) ?? [])
        .filter((word) => !LETTERS[language]?.test(word) && !NAMES.test(word));
      assert.deepEqual([...new Set(strange)], []);
    });

    it(`${language} has a form for every number`, () => {
      for (const words of [pack.cart.lines, pack.cart.day, pack.cart.hour, pack.cart.minute])
        assert.deepEqual(Object.keys(words), FORMS[language] ?? ['other']);
    });
  }
});
