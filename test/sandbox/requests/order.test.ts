import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, call, type Json, lineOf, openShop } from '../shop.ts';

async function send(body: unknown) {
  return await call(openShop().sandbox, 'POST', '/v2/payments', body);
}

const without = (name: string): Json =>
  Object.fromEntries(Object.entries(bodyOf()).filter(([key]) => key !== name));
const withLine = (changes: Json): Json => bodyOf({ items: [lineOf(changes)] });
const withoutInLine = (name: string): Json =>
  bodyOf({ items: [Object.fromEntries(Object.entries(lineOf()).filter(([key]) => key !== name))] });

const REFUSED: readonly (readonly [rule: string, body: unknown, field: string])[] = [
  ['broken JSON', '{"currency":', 'body'],
  ['nesting beyond reason', '['.repeat(100_000), 'body'],
  ['an array', [], 'body'],
  ['a null', null, 'body'],
  ['an unknown field', bodyOf({ discount: 1 }), 'discount'],
  ...['currency', 'amount', 'uuid', 'shopId', 'description', 'items', 'sign'].map(
    (name) => [`no ${name}`, without(name), name] as const,
  ),
  ['another currency', bodyOf({ currency: 'usd' }), 'currency'],
  ['a currency in capitals', bodyOf({ currency: 'RUB' }), 'currency'],
  ...[
    '250.505',
    '250,50',
    '-250.50',
    '+250.50',
    '2505e-1',
    '0x10',
    ' 250.50',
    '250.',
    '.50',
    '',
    'NaN',
    '١٢',
  ].map((amount) => [`the amount ${JSON.stringify(amount)}`, bodyOf({ amount }), 'amount'] as const),
  ['a zero amount', bodyOf({ amount: '0.00' }), 'amount'],
  ['an amount that is a list', bodyOf({ amount: [250.5] }), 'amount'],
  ['an enormous amount', bodyOf({ amount: '9'.repeat(400) }), 'amount'],
  ['an empty uuid', bodyOf({ uuid: ' ' }), 'uuid'],
  ['a numeric uuid', bodyOf({ uuid: 1 }), 'uuid'],
  ['another shop', bodyOf({ shopId: 6 }), 'shopId'],
  ['a shop as text', bodyOf({ shopId: '5' }), 'shopId'],
  ['an empty description', bodyOf({ description: '' }), 'description'],
  ['a script address', bodyOf({ website_url: 'javascript:alert(1)' }), 'website_url'],
  ['a relative address', bodyOf({ website_url: '/done' }), 'website_url'],
  ['an unknown interval', bodyOf({ subscribe: 'Year' }), 'subscribe'],
  ['a zero hold time', bodyOf({ holdTime: 0 }), 'holdTime'],
  ['a hold of half a second', bodyOf({ holdTime: 0.5 }), 'holdTime'],
  ['a hold as text', bodyOf({ holdTime: '60' }), 'holdTime'],
  ['a numeric language', bodyOf({ language: 1 }), 'language'],
  ['no lines', bodyOf({ items: [] }), 'items'],
  ['too many lines', bodyOf({ items: Array.from({ length: 101 }, () => lineOf()) }), 'items'],
  ['lines as an object', bodyOf({ items: {} }), 'items'],
  ['a line that is text', bodyOf({ items: ['bun'] }), 'items[0]'],
  ...['description', 'quantity', 'price', 'vat_code', 'payment_subject', 'payment_mode'].map(
    (name) => [`no ${name} in a line`, withoutInLine(name), `items[0].${name}`] as const,
  ),
  ['an unknown field in a line', withLine({ sum: 250.5 }), 'items[0].sum'],
  ['a second line at fault', bodyOf({ items: [lineOf(), lineOf({ price: '1' })] }), 'items[1].price'],
  ['an empty name', withLine({ description: '' }), 'items[0].description'],
  ['a long name', withLine({ description: 'ы'.repeat(129) }), 'items[0].description'],
  ['a zero quantity', withLine({ quantity: 0 }), 'items[0].quantity'],
  ['a negative quantity', withLine({ quantity: -1 }), 'items[0].quantity'],
  ['a quantity of four decimals', withLine({ quantity: 1.0001 }), 'items[0].quantity'],
  ['an enormous quantity', withLine({ quantity: 100_000 }), 'items[0].quantity'],
  ['a quantity as text', withLine({ quantity: '3' }), 'items[0].quantity'],
  ['a negative price', withLine({ price: -0.01 }), 'items[0].price'],
  ['a price of three decimals', withLine({ price: 83.501 }), 'items[0].price'],
  ['an enormous price', withLine({ price: 42_949_672.96 }), 'items[0].price'],
  ['an exponent', withLine({ price: 1e21 }), 'items[0].price'],
  ['VAT code 8', withLine({ vat_code: 8 }), 'items[0].vat_code'],
  ['VAT code 1.5', withLine({ vat_code: 1.5 }), 'items[0].vat_code'],
  ['subject 0', withLine({ payment_subject: 0 }), 'items[0].payment_subject'],
  ['subject 18', withLine({ payment_subject: 18 }), 'items[0].payment_subject'],
  ['subject 27', withLine({ payment_subject: 27 }), 'items[0].payment_subject'],
  ['mode 0', withLine({ payment_mode: 0 }), 'items[0].payment_mode'],
  ['mode 8', withLine({ payment_mode: 8 }), 'items[0].payment_mode'],
  ['unit 13', withLine({ measurement_unit: 13 }), 'items[0].measurement_unit'],
  ...['product_code', 'country_of_origin_code', 'customs_declaration_number', 'excise'].map(
    (name) => [`a numeric ${name}`, withLine({ [name]: 1 }), `items[0].${name}`] as const,
  ),
  ['a wrong signature', bodyOf({ sign: '0'.repeat(40) }), 'sign'],
  ['a signature in capitals', bodyOf({ sign: String(bodyOf()['sign']).toUpperCase() }), 'sign'],
  ['a sum that is a kopeck off', bodyOf({ amount: '250.51' }), 'amount'],
];

for (const [rule, body, field] of REFUSED) {
  test(`refused: ${rule}`, async () => {
    const answer = await send(body);
    assert.equal(answer.status, 422);
    assert.equal(answer.body['status'], 422);
    assert.ok(String(answer.body['error']).startsWith(`${field}: `), String(answer.body['error']));
  });
}

const ACCEPTED: readonly (readonly [rule: string, changes: Json])[] = [
  ['only what is required', { website_url: undefined }],
  ['nulls', { website_url: null, subscribe: null, holdTime: null, language: null }],
  ['everything optional', { subscribe: 'Month', holdTime: 600, language: 'ru' }],
  [
    'everything in a line',
    {
      items: [
        lineOf({
          product_code: '44 4D',
          country_of_origin_code: '643',
          customs_declaration_number: '10702020/060520/0013422',
          excise: '12.50',
          measurement_unit: 255,
        }),
      ],
    },
  ],
  ['nulls in a line', { items: [lineOf({ product_code: null, measurement_unit: null })] }],
  ['no unit', { items: [lineOf({ measurement_unit: undefined })] }],
  ['a numeric amount', { amount: 250.5 }],
  ['a free line', { items: [lineOf(), lineOf({ price: 0 })] }],
  ['a hundred lines', { amount: '25050.00', items: Array.from({ length: 100 }, () => lineOf()) }],
  ['a name of 128 characters', { items: [lineOf({ description: '🍞'.repeat(128) })] }],
  ['a half kopeck rounded up', { amount: '0.02', items: [lineOf({ quantity: 0.5, price: 0.03 })] }],
  ['each line rounded', { amount: '0.04', items: Array(2).fill(lineOf({ quantity: 0.5, price: 0.03 })) }],
  ['the dearest line', { amount: '42949672.95', items: [lineOf({ quantity: 1, price: 42_949_672.95 })] }],
];

for (const [rule, changes] of ACCEPTED) {
  test(`accepted: ${rule}`, async () => {
    const answer = await send(bodyOf(changes));
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
  });
}

test('a zero at the end of a price does not count as a decimal', async () => {
  const text = JSON.stringify(bodyOf()).replace('83.5,', '83.5000,');
  assert.equal((await send(text)).status, 201);
});

test('a body of more than a million characters is too long', async () => {
  const text = JSON.stringify(bodyOf());
  assert.equal((await send(text.padEnd(1_000_000))).status, 201);
  assert.equal((await send(text.padEnd(1_000_001))).body['error'], 'body: is too long');
});

test('the error for a wrong sum names both sums', async () => {
  const { body } = await send(bodyOf({ amount: '250.51' }));
  assert.equal(body['error'], 'amount: is 250.51, but the items add up to 250.50');
});
