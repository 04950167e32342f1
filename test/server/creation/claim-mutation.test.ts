import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readCart } from '../../fuzz/cart-oracle.ts';
import { scaled, scaledText } from '../../fuzz/scale.ts';
import { Tally } from '../../fuzz/tally.ts';
import { CLAIM, openShop, type Json } from '../shop.ts';

/** Values that spoil a claim. */
const NUMBERS = [0, -0, 1e21, 0.1 + 0.2, -1, 3, 83.5, 83.499999999999, 2 ** 53 + 1, 250.5, 25050];
const TEXTS =
  '3 3.000 83.50 0x10 1,5 ١٢ x 250.5 250.50 250.500 1e2 NaN rub RUB usd Month order-1 https://shop.test/'.split(
    ' ',
  );
const SHAPES: unknown[] = ['', ' 250.50', null, true, {}, { toString: '83.5' }, [], [83.5], undefined];

const HEAD = Object.keys(CLAIM).filter((name) => name !== 'items');
const LINE = Object.keys(CLAIM.items[0] ?? {});
const MORE = ['sign', 'excise', 'price', 'amount', 'shopId', 'website_url', 'language'];

interface Change {
  /** true for a field of a line, false for one of the claim */
  readonly inLine: boolean;
  readonly field: string;
  readonly value: unknown;
}
const valueOf = fc.oneof(
  fc.constantFrom<unknown>(...NUMBERS, ...TEXTS, ...SHAPES),
  fc.constantFrom<unknown>(...NUMBERS, ...TEXTS, ...SHAPES),
  fc.string({ maxLength: 3 }),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ inLine: fc.constant(true), field: fc.constantFrom(...LINE, ...LINE, ...MORE), value: valueOf }),
  fc.record({
    inLine: fc.constant(false),
    field: fc.constantFrom(...HEAD, ...HEAD, ...MORE, 'items'),
    value: valueOf,
  }),
);
const changes = fc.array(change, { minLength: 1, maxLength: 3 });

/** @param more number of additional equal lines */
function spoil(uuid: string, all: readonly Change[], more: number): Json {
  const [first = {}] = CLAIM.items;
  const line: Json = { ...first };
  const claim: Json = { ...CLAIM, uuid, items: [line, ...Array.from({ length: more }, () => first)] };
  for (const { inLine, field, value } of all) (inLine ? line : claim)[field] = value;
  return claim;
}

const KNOWN = new Set([...HEAD, 'items', 'shopId', 'website_url', 'language']);
const OPTIONAL = ['product_code', 'country_of_origin_code', 'customs_declaration_number', 'excise'];
const KNOWN_IN_LINE = new Set([...LINE, ...OPTIONAL]);
const isNothing = (value: unknown): boolean => value === undefined || value === null;
const onlyKnown = (fields: Json, known: ReadonlySet<string>): boolean =>
  Object.keys(fields).every((name) => known.has(name));

/** Checks the fields outside of the cart. */
function isSoundHead({ currency, amount, shopId, website_url: url, language, subscribe }: Json): boolean {
  return (
    typeof currency === 'string' &&
    typeof amount === 'string' &&
    /^(0|[1-9][0-9]*)\.[0-9][0-9]$/.test(amount) &&
    // an empty text means "none" in HTML only
    subscribe !== '' &&
    (shopId === undefined || shopId === 5) &&
    (isNothing(url) || url === 'https://shop.test/') &&
    (isNothing(language) || (typeof language === 'string' && /^[A-Za-z]{2,3}$/.test(language)))
  );
}

/**
 * The answer that a claim must have by rules of its own: 422 when it is malformed, 409 when it is another order than the
 * shop's, else 201.
 */
function verdict(claim: Json): 201 | 409 | 422 {
  const { items } = claim;
  if (!onlyKnown(claim, KNOWN) || !isSoundHead(claim) || !Array.isArray(items)) return 422;
  if (!(items as Json[]).every((line) => onlyKnown(line, KNOWN_IN_LINE))) return 422;
  const cart = readCart({ ...claim, amount: null });
  if (cart === null) return 422;
  // in the body, an excise is text
  if ((items as Json[]).some(({ excise }) => typeof excise === 'number')) return 422;
  const shop = readCart(CLAIM);
  const charged = ({ lines, subscribe, holdTime }: typeof cart) =>
    JSON.stringify([lines, subscribe, holdTime]);
  const same = shop !== null && charged(cart) === charged(shop);
  return same && claim['amount'] === CLAIM.amount ? 201 : 409;
}

describe(`mutated claims, ${scaledText(100_000)} of them malformed`, () => {
  it('are each refused or answered correctly, and the gateway receives the shop’s own order or nothing', async () => {
    const shop = openShop({ limits: false });
    const answers = new Map<number, number>();
    const tally = new Tally(scaled);
    const known = new Set<unknown>();
    let index = 0;
    const check = async (all: readonly Change[], more: number): Promise<void> => {
      const text = JSON.stringify(spoil(`order-${(index += 1)}`, all, more));
      const claim = JSON.parse(text) as Json;
      const expected = verdict(claim);
      tally.count(expected === 422 ? null : claim);
      const { status } = await shop.post(text);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      assert.equal(status, expected, text);
      const sent = shop.gateway.calls.splice(0).filter(({ method }) => method === 'POST');
      for (const { text: body } of sent) {
        const { amount, items, currency, shopId } = JSON.parse(body) as Json;
        assert.deepEqual([amount, items, currency, shopId], ['250.50', CLAIM.items, 'rub', 5]);
      }
      // a repeated uuid has its page already
      assert.equal(sent.length, status === 201 && !known.has(claim['uuid']) ? 1 : 0, text);
      if (status === 201) known.add(claim['uuid']);
    };
    const more = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    await fc.assert(fc.asyncProperty(changes, more, check), { numRuns: scaled(118_000), seed: 20_261_121 });
    for (const status of [201, 409, 422])
      assert.ok((answers.get(status) ?? 0) > scaled(1000), `${status} is tried`);
    tally.assertEnough();
  });
});
