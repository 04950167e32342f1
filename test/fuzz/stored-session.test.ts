import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { PaymentStorage } from '../../src/session/storage/payment-storage.ts';
import { FakeWorld } from '../session/fake-world.ts';
import { claimOf } from '../session/scene.ts';
import { Tally } from './tally.ts';

const SCOPE = 'https://shop.test/kvit';
const KEY = `kvit:1:${SCOPE}:order-1`;
const WEEK = 604_800_000;

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Text that a header carries unchanged: printable ASCII, no space at either end, at most 512 characters. */
function fitsHeader(value: unknown): boolean {
  if (typeof value !== 'string' || value.length < 1 || value.length > 512) return false;
  const codes = Array.from({ length: value.length }, (_, at) => value.charCodeAt(at));
  return value.trim() === value && codes.every((code) => code >= 0x20 && code <= 0x7e);
}

/** Reads a stored record by independent rules; `null` if the record must be ignored. */
function readStrictly(text: string, now: number): Fields | null {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isFields(stored)) return null;
  const { uuid, key, answered, claim, id, paymentUrl, at } = stored;
  if (uuid !== 'order-1' || !isFields(claim) || claim['uuid'] !== 'order-1') return null;
  if (!Array.isArray(claim['items']) || (answered !== true && answered !== false)) return null;
  if (!fitsHeader(key) || !(id === null || fitsHeader(id))) return null;
  if (paymentUrl !== null && typeof paymentUrl !== 'string') return null;
  if (typeof at !== 'number' || at % 1 !== 0 || Math.abs(at) > 9_007_199_254_740_991) return null;
  return at > now - WEEK ? stored : null;
}

const NOW = new FakeWorld().now();
const GOOD: Fields = {
  uuid: 'order-1',
  key: 'key 1',
  answered: true,
  claim: claimOf(),
  id: 'p1',
  paymentUrl: 'https://pay.test/p1',
  at: NOW,
};

const TEXTS = [
  '',
  ' ',
  'a',
  ' a',
  'a ',
  'a b',
  'a\nb',
  '\u007f',
  '~',
  'платёж',
  'a\u00a0',
  'x'.repeat(512),
  'x'.repeat(513),
];
const OTHERS = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  1e300,
  NOW - WEEK,
  NOW + 1,
  '1',
  [],
  {},
  [1],
  { uuid: 'order-1' },
];
const CLAIMS = [
  { uuid: 'order-1', items: [] },
  { uuid: 'order-1', items: {} },
  { uuid: 'order-2', items: [] },
  { uuid: 'order-1' },
  { items: [] },
  [claimOf()],
  claimOf('order-1', '1.00'),
];
const value = fc.oneof(fc.constantFrom<unknown>(...TEXTS, ...OTHERS, ...CLAIMS), fc.string({ maxLength: 4 }));

/** A valid record with one to three fields removed or replaced. */
const spoilt = fc
  .array(
    fc.tuple(
      fc.constantFrom(...Object.keys(GOOD), '__proto__', 'more'),
      fc.option(value, { nil: undefined }),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((changes) => JSON.stringify({ ...GOOD, ...Object.fromEntries(changes) }));

const SCRAPS = [
  '',
  '{',
  '}',
  '"',
  ',',
  ':',
  '[',
  ']',
  '\\',
  '\0',
  'null',
  '1e999',
  '-',
  '\ud800',
  '{"uuid":"order-1"}',
];
/** The text of a valid record, cut or with an insertion. */
const torn = fc.tuple(fc.nat(400), fc.constantFrom(...SCRAPS), fc.nat(400)).map(([at, scrap, gone]) => {
  const text = JSON.stringify(GOOD);
  return text.slice(0, at) + scrap + text.slice(at + (gone % 7 === 0 ? text.length : gone % 7));
});

const candidate = fc.oneof(
  { weight: 6, arbitrary: spoilt },
  { weight: 4, arbitrary: torn },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.constantFrom(...SCRAPS) },
  { weight: 1, arbitrary: fc.string() },
);

describe('100 000 malformed stored sessions', () => {
  it('are ignored unless complete, recent and of this order; reading never throws', () => {
    const tally = new Tally();
    const world = new FakeWorld();
    const storage = new PaymentStorage(world, SCOPE);
    const check = (text: string): void => {
      world.disk.setItem(KEY, text);
      const expected = readStrictly(text, NOW);
      tally.count(expected);
      assert.deepEqual(storage.read('order-1'), expected, text);
      // A return page without an order takes the last payment, which needs a uuid.
      assert.deepEqual(storage.readLast(), typeof expected?.['id'] === 'string' ? expected : null, text);
    };
    fc.assert(fc.property(candidate, check), { numRuns: 125_000, seed: 7 });
    tally.assertEnough();
  });
});
