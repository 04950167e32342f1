import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { scaled, scaledText } from '../../fuzz/scale.ts';
import { Tally } from '../../fuzz/tally.ts';
import { assertNothingPaid, ORDERS, unpaidShop } from '../unpaid-shop.ts';

const LETTERS = [
  '\0',
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  'e',
  '-',
  '.',
  '9',
  '\ud800',
  'é',
  ' ',
  '\u2028',
];
const WHOLE =
  'null|1e999|-0|[]|{}|"x"|true||{"__proto__":{"id":1000}}|\ufeff{"id":1}|{"id":1e3}|{"id":1000,"id":0}|{"ID":1000}'.split(
    '|',
  );
const IDS: readonly unknown[] = [
  1.5,
  -1,
  0,
  {},
  [1000],
  '1e3',
  '0x3e8',
  ' 1000',
  '01000',
  '1000n',
  '١٠٠٠',
  2 ** 53,
  '9007199254740992',
  '9'.repeat(17),
  true,
  null,
];
const UUIDS: readonly unknown[] = [
  '',
  ' ',
  'order 1',
  'order-1\n',
  '\u0000',
  '\u200b',
  'x'.repeat(141),
  5,
  true,
  null,
  [],
  {},
];

const named = fc
  .tuple(fc.nat(ORDERS), fc.nat(ORDERS))
  .map(([id, order]) => JSON.stringify({ id: 1000 + id, uuid: `order-${order}`, payment_status: 'success' }));

/** Bodies that are broken in many ways. */
const malformed: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(named, fc.nat(65)).map(([text, length]) => text.slice(0, length)),
  fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 30 }).map((letters) => letters.join('')),
  fc.constantFrom(...WHOLE),
  fc
    .record({ id: fc.constantFrom(...IDS), uuid: fc.constantFrom(...UUIDS) }, { requiredKeys: [] })
    .map((hint) => JSON.stringify(hint)),
  fc
    .tuple(named, fc.nat(65), fc.constantFrom('', ...LETTERS), fc.nat(3))
    .map(([text, at, letter, gone]) => text.slice(0, at) + letter + text.slice(at + gone)),
);

/** An independent reader of callbacks: a positive id that a double can hold, or a uuid that an attempt may have. */
function readHint(body: string): { gatewayId: number | null; uuid: string | null } | null {
  let hint: Record<string, unknown>;
  try {
    // bytes of a body: a byte order mark at the start is dropped, and half a surrogate pair becomes a replacement character
    hint = JSON.parse(
      Buffer.from(body)
        .toString()
        .replace(/^\ufeff/, ''),
    ) as Record<string, unknown>;
  } catch {
    return null;
  }
  const { id, uuid } = hint ?? {};
  const digits = typeof id === 'number' || typeof id === 'string' ? `${id}` : '';
  const isId = /^[1-9][0-9]*$/.test(digits) && BigInt(digits) <= 9_007_199_254_740_991n;
  const isUuid = typeof uuid === 'string' && /^[^\p{Z}\p{C}]+$/u.test(uuid) && uuid.length <= 140;
  return isId || isUuid ? { gatewayId: isId ? Number(digits) : null, uuid: isUuid ? uuid : null } : null;
}

describe(`callbacks, ${scaledText(100_000)} of them malformed`, () => {
  it('are each refused, stored or applied to the payment they name; none crashes the signer', async () => {
    const { shop } = await unpaidShop();
    const seen: { gatewayId: number | null; uuid: string | null }[] = [];
    const { store } = shop;
    const put = store.putInbox.bind(store);
    store.putInbox = (item) => {
      seen.push(item);
      return put(item);
    };
    const answers = new Map<number, number>();
    const tally = new Tally(scaled);
    const check = async (body: string, passing: number): Promise<void> => {
      const expected = readHint(body);
      tally.count(expected);
      if (passing === 0) shop.clock.advance(2_000);
      const calls = shop.gateway.calls.length;
      const { status } = await shop.callback(body);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      const text = `${status} for ${JSON.stringify(body)}`;
      assert.ok(expected ? status === 200 : status === 400 || status === 422, text);
      const stored = seen.splice(0);
      for (const { gatewayId, uuid } of stored) assert.deepEqual({ gatewayId, uuid }, expected, text);
      assert.equal(stored.length + shop.gateway.calls.length > calls, expected !== null, text);
    };
    await fc.assert(fc.asyncProperty(malformed, fc.nat(1000), check), {
      numRuns: scaled(118_000),
      seed: 4711,
    });
    for (const status of [200, 400, 422])
      assert.ok((answers.get(status) ?? 0) > scaled(1000), `${status} is tried`);
    tally.assertEnough();
    await assertNothingPaid(shop);
  });
});
