import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readRetryAfter as readOfGateway } from '../../src/server/urlpay/transport/retry-after.ts';
import { readRetryAfter as readOfSigner } from '../../src/signer-client/retry-after.ts';
import { Tally } from './tally.ts';

const NOW = Date.UTC(2026, 0, 1);
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DAY = '(?<day>Sun|Mon|Tue|Wed|Thu|Fri|Sat)';
const LONG_DAY = '(?<day>Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)';
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})';
/** Years that `Date` can write: past 9999 too, but not the first century, whose two digits it reads as another one. */
const YEAR = '(?<year>(?!00)[0-9]{4}|[1-9][0-9]{4,5})';
/** The grammar of RFC 9110, 5.6.7, the current form first. */
const TODAY = new RegExp(`^${DAY}, (?<date>[0-9]{2}) ${MONTH} ${YEAR} ${TIME} GMT$`);
const OBSOLETE = [
  new RegExp(`^${LONG_DAY}, (?<date>[0-9]{2})-${MONTH}-(?<year>[0-9]{2}) ${TIME} GMT$`),
  new RegExp(`^${DAY} ${MONTH} (?<date>[1-9][0-9]| [0-9]) ${TIME} (?<year>(?!00)[0-9]{4})$`),
];

/** The time of a date by its parts; `null` if the date does not exist or has another weekday. */
function momentOf(groups: Record<string, string>): number | null {
  const [h, m, s, date] = [groups['h'], groups['m'], groups['s'], groups['date']].map(Number);
  const digits = groups['year'] ?? '';
  const century = Number(digits) < 50 ? 2000 : 1900;
  const year = Number(digits) + (digits.length === 2 ? century : 0);
  const month = MONTHS.indexOf(groups['month'] ?? '');
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, date);
  moment.setUTCHours(h ?? 0, m, s);
  const parts = [moment.getUTCDate(), moment.getUTCHours(), moment.getUTCMinutes(), moment.getUTCSeconds()];
  const exists = JSON.stringify(parts) === JSON.stringify([date, h, m, s]);
  const weekday = DAYS[moment.getUTCDay()]?.startsWith(groups['day'] ?? '');
  return exists && weekday === true ? moment.getTime() : null;
}

/** Milliseconds to wait, read without `Date.parse`; `null` if the text is neither seconds nor a date. */
function readStrictly(text: string, forms: readonly RegExp[]): number | null {
  const held = (wait: number): number => Math.min(Math.max(wait, 1000), 120_000);
  if (/^[0-9]+$/.test(text)) return text.length > 9 ? 120_000 : held(Number(text) * 1000);
  const groups = forms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  const moment = groups ? momentOf(groups) : null;
  return moment === null ? null : held(moment - NOW);
}

const instant = fc.oneof(
  fc.integer({ min: -200, max: 200 }).map((seconds) => NOW + seconds * 1000),
  // Two digits mean a year from 1950 to 2049.
  fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2049, 0) }),
);

const FORMS: readonly ((date: Date) => string)[] = [
  (date) => date.toUTCString(),
  (date) => date.toUTCString(),
  (date) => date.toUTCString().replace(/^..., (..) (...) ..(..)/, `${DAYS[date.getUTCDay()]}, $1-$2-$3`),
  (date) =>
    date
      .toUTCString()
      .replace(/^(...), (..) (...) (....) (.*) GMT$/, '$1 $3 $2 $5 $4')
      .replace(/^(... ...) 0/, '$1  '),
  (date) => date.toISOString(),
  (date) => String(date),
];
const dateText = fc
  .tuple(instant, fc.constantFrom(...FORMS))
  .map(([at, write]) => write(new Date(Math.floor(at / 1000) * 1000)));

const JUNK =
  '-|+|.|,|:| |0|1|9|00|GMT|UTC|MSK|+03:00|Mon|Sunday|Feb|31|24|60|T|Z|e3|x|١|;|()|NaN|Infinity'.split('|');
/** A text with a part of it replaced. */
const damage = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(text, fc.constantFrom('', ...JUNK), fc.nat(30), fc.nat(4))
    .map(([whole, junk, at, gone]) => whole.slice(0, at) + junk + whole.slice(at + gone));
const seconds = fc.oneof(fc.nat(200), fc.maxSafeInteger()).map(String);

const candidate = fc.oneof(
  { weight: 8, arbitrary: damage(dateText) },
  { weight: 3, arbitrary: damage(seconds) },
  { weight: 2, arbitrary: fc.constantFrom(...JUNK) },
  { weight: 2, arbitrary: fc.double().map(String) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.oneof(dateText, seconds) },
);

describe('100 000 malformed Retry-After headers', () => {
  const readers: readonly [string, (text: string) => number | null, readonly RegExp[]][] = [
    ['gateway client', (text) => readOfGateway(text, NOW), [TODAY, ...OBSOLETE]],
    ['signer’s client', (text) => readOfSigner(text, NOW) ?? null, [TODAY]],
  ];
  for (const [name, read, forms] of readers) {
    it(`are ignored by the ${name}, which honours every valid one exactly`, () => {
      const tally = new Tally();
      const check = (given: string): void => {
        // Fetch trims the spaces around a header's value.
        const text = given.trim();
        const expected = text === '' ? null : readStrictly(text, forms);
        tally.count(expected);
        assert.equal(read(text), expected, JSON.stringify(text));
      };
      fc.assert(fc.property(candidate, check), { numRuns: 125_000, seed: 429 });
      tally.assertEnough();
    });
  }
});
