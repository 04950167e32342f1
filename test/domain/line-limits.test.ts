import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Line } from '../../src/domain/order/line.ts';
import { readItem } from './sample.ts';

type Fields = Record<string, unknown>;

const EMOJI = '😀';

/** Each limit at its edge: the field's value and what the line holds then. */
const KEPT: readonly (readonly [string, Fields, Partial<Line>])[] = [
  ['a name of 1 character', { description: 'a' }, { description: 'a' }],
  ['a name of 128 characters', { description: 'я'.repeat(128) }, { description: 'я'.repeat(128) }],
  ['a name of 128 emoji', { description: EMOJI.repeat(128) }, { description: EMOJI.repeat(128) }],
  [
    'a name with spaces around it',
    { description: ` ${'я'.repeat(128)}\n` },
    { description: 'я'.repeat(128) },
  ],
  ['the smallest quantity', { quantity: '0.001' }, { quantity: 1 }],
  ['the largest quantity', { quantity: 99_999.999, price: '0.01' }, { quantity: 99_999_999, sum: 100_000 }],
  ['a price of nothing', { price: 0 }, { price: 0, sum: 0 }],
  ['the smallest price', { price: 0.01 }, { price: 1, sum: 1 }],
  ['the largest price', { price: '42949672.95' }, { price: 4_294_967_295, sum: 4_294_967_295 }],
  ['the largest sum', { price: '4294967.29', quantity: '10.000' }, { sum: 4_294_967_290 }],
  ['a sum rounded down to the largest', { price: '42949672.95', quantity: '1' }, { sum: 4_294_967_295 }],
  ['no unit', { measurement_unit: null }, { measurement_unit: null }],
  ['an empty unit', { measurement_unit: '' }, { measurement_unit: null }],
  ['unit 0', { measurement_unit: 0 }, { measurement_unit: 0 }],
  ['unit 255 as text', { measurement_unit: '255' }, { measurement_unit: 255 }],
  ['a product code of 1 byte', { product_code: 'x' }, { product_code: 'x' }],
  ['a product code of 32 bytes', { product_code: 'x'.repeat(32) }, { product_code: 'x'.repeat(32) }],
  [
    'a product code of 32 bytes in Russian',
    { product_code: 'я'.repeat(16) },
    { product_code: 'я'.repeat(16) },
  ],
  ['a customs declaration of 1', { customs_declaration_number: '1' }, { customs_declaration_number: '1' }],
  [
    'a customs declaration of 32',
    { customs_declaration_number: '1'.repeat(32) },
    { customs_declaration_number: '1'.repeat(32) },
  ],
  ['excise', { excise: '12.50' }, { excise: '12.50' }],
  ['a country by digits', { country_of_origin_code: '643' }, { country_of_origin_code: '643' }],
  ['a country by digits with a zero', { country_of_origin_code: '051' }, { country_of_origin_code: '051' }],
  ['a country by letters', { country_of_origin_code: 'RU' }, { country_of_origin_code: 'RU' }],
  ['a country as a number', { country_of_origin_code: 643 }, { country_of_origin_code: '643' }],
];

/** Each limit passed by one: the value, the field's name and the rule's text. */
const REFUSED: readonly (readonly [string, Fields, string, string])[] = [
  ['an empty name', { description: '' }, 'description', 'is missing'],
  [
    'a name of spaces',
    { description: ' \n\t' },
    'description',
    '" \\n\\t" is not text of 1 to 128 characters',
  ],
  [
    'a name of 129',
    { description: 'я'.repeat(129) },
    'description',
    `"${'я'.repeat(40)}…" is not text of 1 to 128 characters`,
  ],
  ['a number for a name', { description: 5 }, 'description', '"5" is not text of 1 to 128 characters'],
  ['a list for a name', { description: ['x'] }, 'description', '"object" is not text of 1 to 128 characters'],
  ['no quantity', { quantity: undefined }, 'quantity', 'is missing'],
  ['quantity 0', { quantity: 0 }, 'quantity', '"0" is not more than 0'],
  ['quantity 0.000', { quantity: '0.000' }, 'quantity', '"0.000" is not more than 0'],
  [
    'a quantity of 4 decimals',
    { quantity: '0.0001' },
    'quantity',
    '"0.0001" is not a number like 1000.50 with up to 3 decimals',
  ],
  ['a quantity too large', { quantity: 100_000 }, 'quantity', '"100000" is not at most 99999.999'],
  [
    'a negative quantity',
    { quantity: -1 },
    'quantity',
    '"-1" is not a number like 1000.50 with up to 3 decimals',
  ],
  [
    'quantity true',
    { quantity: true },
    'quantity',
    '"true" is not a number like 1000.50 with up to 3 decimals',
  ],
  ['no price', { price: null }, 'price', 'is missing'],
  [
    'a price of 3 decimals',
    { price: 83.505 },
    'price',
    '"83.505" is not a number like 1000.50 with up to 2 decimals',
  ],
  [
    'a price of 0.1 + 0.2',
    { price: 0.1 + 0.2 },
    'price',
    '"0.30000000000000004" is not a number like 1000.50 with up to 2 decimals',
  ],
  [
    'a price with a comma',
    { price: '1,5' },
    'price',
    '"1,5" is not a number like 1000.50 with up to 2 decimals',
  ],
  [
    'a price one kopeck too high',
    { price: '42949672.96' },
    'price',
    '"42949672.96" is not at most 42949672.95',
  ],
  ['VAT code 8', { vat_code: 8 }, 'vat_code', '8 is not a VAT code; register it with configure({vatRates})'],
  ['VAT code 6.5', { vat_code: 6.5 }, 'vat_code', '"6.5" is not a whole number'],
  ['VAT code 06', { vat_code: '06' }, 'vat_code', '"06" is not a whole number'],
  ['VAT code -0', { vat_code: -0 }, 'vat_code', '"-0" is not a whole number'],
  ['VAT code false', { vat_code: false }, 'vat_code', '"false" is not a whole number'],
  ['a list for a VAT code', { vat_code: [6] }, 'vat_code', '"object" is not a whole number'],
  ['no VAT code', { vat_code: undefined }, 'vat_code', 'is missing'],
  ['subject 0', { payment_subject: 0 }, 'payment_subject', '0 is not a published code'],
  ['subject 18', { payment_subject: 18 }, 'payment_subject', '18 is not a published code'],
  ['subject 27', { payment_subject: '27' }, 'payment_subject', '27 is not a published code'],
  ['mode 0', { payment_mode: 0 }, 'payment_mode', '0 is not a published code'],
  ['mode 8', { payment_mode: 8 }, 'payment_mode', '8 is not a published code'],
  ['unit 1', { measurement_unit: 1 }, 'measurement_unit', '1 is not a published code'],
  ['unit 256', { measurement_unit: 256 }, 'measurement_unit', '256 is not a published code'],
  ['unit "шт"', { measurement_unit: 'шт' }, 'measurement_unit', '"шт" is not a whole number'],
  [
    'a product code of 33',
    { product_code: 'x'.repeat(33) },
    'product_code',
    `"${'x'.repeat(33)}" is not text of 1 to 32 bytes`,
  ],
  [
    'a product code of 33 bytes',
    { product_code: `${'я'.repeat(16)}x` },
    'product_code',
    `"${'я'.repeat(16)}x" is not text of 1 to 32 bytes`,
  ],
  [
    'a customs declaration of 33',
    { customs_declaration_number: '1'.repeat(33) },
    'customs_declaration_number',
    `"${'1'.repeat(33)}" is not text of 1 to 32 characters`,
  ],
  [
    'an excise of 3 decimals',
    { excise: '1.005' },
    'excise',
    '"1.005" is not a number like 1000.50 with up to 2 decimals',
  ],
  [
    'a negative excise',
    { excise: '-1' },
    'excise',
    '"-1" is not a number like 1000.50 with up to 2 decimals',
  ],
  ...['64', '6430', 'RUS', 'R', 'ru', 'РФ', ' RU', 'RU\n', '٦٤٣'].map(
    (country) =>
      [
        `country ${JSON.stringify(country)}`,
        { country_of_origin_code: country },
        'country_of_origin_code',
        `${JSON.stringify(country)} is not 3 digits or 2 capital letters`,
      ] as const,
  ),
  [
    'a list for a country',
    { country_of_origin_code: ['RU'] },
    'country_of_origin_code',
    '"object" is not 3 digits or 2 capital letters',
  ],
];

describe('readLine at the edge of each limit', () => {
  for (const [what, fields, expected] of KEPT) {
    it(`takes ${what}`, () => {
      const { line, errors } = readItem(fields);
      assert.deepEqual(errors, []);
      assert.deepEqual({ ...line, ...expected }, line);
    });
  }

  for (const [what, fields, field, message] of REFUSED) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(readItem(fields).errors, [{ field: `items[0].${field}`, message }]);
    });
  }

  it('refuses a sum one kopeck too high', () => {
    const { errors } = readItem({ price: '21474836.48', quantity: 2 });
    assert.deepEqual(errors, [{ field: 'items[0]', message: 'price × quantity is over 42949672.95' }]);
  });

  it('refuses a sum that only rounding makes too high', () => {
    const { errors } = readItem({ price: '28633115.31', quantity: '1.5' });
    assert.equal(errors.length, 1, '42949672.965 rounds up to 42949672.97');
  });
});
