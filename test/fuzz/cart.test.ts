import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import { readOrder, type Order, type OrderInput } from '../../src/domain/order/order.ts';
import { RULES } from '../domain/sample.ts';
import { readCart, type ExpectedCart } from './cart-oracle.ts';
import { scaled, scaledText } from './scale.ts';
import { Tally } from './tally.ts';

const ITEM = {
  description: 'Булочка с маком',
  quantity: 3,
  price: '83.50',
  vat_code: 2,
  payment_subject: 1,
  payment_mode: 4,
  measurement_unit: 0,
  product_code: '4607062861210',
  country_of_origin_code: 'RU',
  customs_declaration_number: '10702020/060520/0013422',
  excise: '1.00',
};
const HEAD = {
  uuid: 'invoice_123',
  description: 'Покупка булочек',
  currency: 'rub',
  amount: '250.50',
  subscribe: null,
  holdTime: null,
};

const NUMBERS = [
  0,
  -0,
  1,
  3,
  7,
  8,
  10,
  18,
  26,
  27,
  255,
  643,
  -1,
  1.5,
  0.001,
  0.0001,
  0.1 + 0.2,
  1e21,
  1e-7,
  2 ** 53,
  NaN,
  Infinity,
];
const DECIMALS =
  '0|1|01|007|1.|.5|1.5|1.50|1.505|250.50|250.5|250.51|501.00|83.50|+1|-1|−1|1e3|0x10|1,5|1 000|1_000|٣|５|½|NaN|99999.999|100000|42949672.95|42949672.96|9007199254740993';
const WORDS =
  ' | x|x |RUB|Rub|usd|rubl|Day|Month|day|Year|RU|ru|RUS|643|64|true|null|a b|a\u00a0b|a\u200bb|\ud800|🥐|é|__proto__|[object Object]|4607062861210';
const SHAPES: unknown[] = [
  null,
  true,
  false,
  {},
  [],
  [1],
  ['1'],
  { toString: '1' },
  1n,
  Symbol('1'),
  new Date(0),
];
const LENGTHS = [32, 33, 128, 129].flatMap((length) =>
  ['x', 'ж', '🥐'].map((letter) => letter.repeat(length)),
);

const odd = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...NUMBERS, ...DECIMALS.split('|')) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>('', ...WORDS.split('|'), ...LENGTHS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...SHAPES, undefined) },
  { weight: 1, arbitrary: fc.oneof(fc.string({ unit: 'binary', maxLength: 4 }), fc.double()) },
);

type Change = readonly [field: string, value: unknown];
const changes = (fields: object, most: number): fc.Arbitrary<Change[]> =>
  fc.array(fc.tuple(fc.constantFrom(...Object.keys(fields)), odd), { maxLength: most });

const item = fc.oneof(
  {
    weight: 9,
    arbitrary: changes(ITEM, 2).map((some): unknown => ({ ...ITEM, ...Object.fromEntries(some) })),
  },
  { weight: 1, arbitrary: odd },
);
const items = fc.oneof(
  { weight: 12, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      odd,
      fc.constantFrom<unknown>([], Array(1), Object.assign([ITEM], { 2: ITEM }), { length: 1, 0: ITEM }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(99, 100, 101).map((length): unknown => Array.from({ length }, () => ITEM)),
  },
);
/** Most carts have no amount: a damaged cart with one would hardly ever be valid. */
const cart = fc.tuple(changes(HEAD, 1), items, fc.boolean()).map(([some, lines, priced]): unknown => ({
  ...HEAD,
  ...(priced ? {} : { amount: null }),
  items: lines,
  ...Object.fromEntries(some),
}));
const candidate = fc.oneof({ weight: 30, arbitrary: cart }, { weight: 1, arbitrary: odd });

/** The order in the oracle's shape; `null` if it was refused. Other errors are rethrown. */
function readWith(given: unknown): ExpectedCart | null {
  let order: Order;
  try {
    order = readOrder(given as OrderInput, RULES);
  } catch (error) {
    if (!(error instanceof KvitError)) throw error;
    assert.equal(error.code, 'bad_order');
    assert.ok(error.errors.length > 0);
    return null;
  }
  const { currency, lines, ...head } = order;
  assert.equal(currency, 'rub');
  return { ...head, lines: lines.map((line) => ({ ...line, vat: line.vat.code })) };
}

describe(`${scaledText(100_000)} malformed carts`, () => {
  it('are refused by name, and every valid cart is read to the kopeck', () => {
    const tally = new Tally(scaled);
    const check = (given: unknown): void => {
      const expected = readCart(given);
      tally.count(expected);
      assert.deepEqual(readWith(given), expected);
    };
    fc.assert(fc.property(candidate, check), { numRuns: scaled(130_000), seed: 54 });
    tally.assertEnough();
  });
});
