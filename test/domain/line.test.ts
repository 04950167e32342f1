import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { MODES } from '../../src/domain/codes/modes.ts';
import { SUBJECTS } from '../../src/domain/codes/subjects.ts';
import { UNITS } from '../../src/domain/codes/units.ts';
import { readLines, readQuantity } from '../../src/domain/order/line.ts';
import type { FieldError } from '../../src/domain/errors/kvit-error.ts';
import { vatTable } from '../../src/domain/codes/vat.ts';
import { ITEM, readItem, RULES } from './sample.ts';

describe('readLines', () => {
  it('makes integers of an item', () => {
    assert.deepEqual(readItem({ quantity: 1.5, vat_code: 2, measurement_unit: 11 }).line, {
      description: 'Булочка',
      quantity: 1500,
      price: 8350,
      sum: 12_525,
      vat: RULES.vat.get(2),
      payment_subject: 1,
      payment_mode: 4,
      measurement_unit: 11,
      product_code: null,
      country_of_origin_code: null,
      customs_declaration_number: null,
      excise: null,
    });
  });

  it('reads the text of HTML attributes as it reads numbers', () => {
    const words = {
      quantity: '1',
      price: '83.5',
      vat_code: '0',
      payment_subject: '1',
      payment_mode: '4',
      measurement_unit: '10',
    };
    assert.deepEqual(readItem(words), readItem({ measurement_unit: 10 }));
  });

  it('takes every published code and no other', () => {
    const tables = { payment_subject: SUBJECTS, payment_mode: MODES, measurement_unit: UNITS };
    for (const [field, table] of Object.entries(tables)) {
      const known = new Set(Object.keys(table).map(Number));
      for (let code = 0; code <= 300; code += 1) {
        assert.equal(readItem({ [field]: code }).errors.length === 0, known.has(code), `${field} ${code}`);
      }
    }
  });

  it('takes a rate that the merchant registered', () => {
    const own = { code: 8, label: 'НДС 22%', rate: 22, calculated: false };
    const { line, errors } = readItem({ vat_code: '8' }, { ...RULES, vat: vatTable([own]) });
    assert.deepEqual(errors, []);
    assert.equal(line.vat, own);
  });

  it('says where a rate is registered in the words of its caller', () => {
    const rules = { ...RULES, register: 'createSigner({vatRates})' };
    const [error] = readItem({ vat_code: 22 }, rules).errors;
    assert.equal(error?.message, '22 is not a VAT code; register it with createSigner({vatRates})');
  });

  it('names every broken rule of a line at once', () => {
    const fields = {
      description: '',
      quantity: 0,
      price: -1,
      vat_code: 9,
      payment_subject: 18,
      payment_mode: 8,
      measurement_unit: 5,
    };
    assert.deepEqual(
      readItem(fields)
        .errors.map(({ field }) => field)
        .sort(),
      [
        'items[0].description',
        'items[0].measurement_unit',
        'items[0].payment_mode',
        'items[0].payment_subject',
        'items[0].price',
        'items[0].quantity',
        'items[0].vat_code',
      ],
    );
  });

  it('reads a reactive proxy and an object with getters', () => {
    const proxy: unknown = new Proxy({ ...ITEM }, {});
    class Bun {
      get price(): string {
        return '83.50';
      }
    }
    const errors: FieldError[] = [];
    const items = [proxy, Object.assign(new Bun(), without('price'))];
    assert.deepEqual(
      readLines(items, RULES, errors).map(({ sum }) => sum),
      [8350, 8350],
    );
    assert.deepEqual(errors, []);
  });

  it('reads each field once, so that what was checked is what is kept', () => {
    const reads = new Map<PropertyKey, number>();
    const counted = new Proxy(
      { ...ITEM, measurement_unit: 11, product_code: 'x', excise: '1.00' },
      {
        get(target, field, receiver): unknown {
          reads.set(field, (reads.get(field) ?? 0) + 1);
          return Reflect.get(target, field, receiver);
        },
      },
    );
    readLines([counted], RULES, []);
    assert.deepEqual([...new Set(reads.values())], [1]);
    assert.equal(reads.size, 11);
  });
});

function without(field: keyof typeof ITEM): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...ITEM };
  delete copy[field];
  return copy;
}

const anything = fc.anything({
  withBigInt: true,
  withNullPrototype: true,
  withSparseArray: true,
  withDate: true,
  withMap: true,
});

/** Checks that any input gives a line of integers, or errors whose paths start with the line's. */
function readsOrSays(item: unknown): void {
  const errors: FieldError[] = [];
  const lines = readLines([item], RULES, errors);
  assert.equal(lines.length, errors.length === 0 ? 1 : 0);
  for (const { sum } of lines) assert.ok(Number.isSafeInteger(sum));
  for (const { field, message } of errors) assert.ok(field.startsWith('items[0]') && message.length < 200);
}

describe('readLines with what is no item', () => {
  for (const item of [null, undefined, 5, 'item', true, Symbol('item'), () => ITEM]) {
    it(`refuses ${typeof item} ${String(item)}`, () => {
      const errors: FieldError[] = [];
      assert.equal(readLines([ITEM, item, ITEM], RULES, errors).length, 2);
      assert.deepEqual(errors, [{ field: 'items[1]', message: 'must be an object' }]);
    });
  }

  it('never throws', () => {
    const fields = fc.record(
      Object.fromEntries(
        [...Object.keys(ITEM), 'measurement_unit', 'product_code', 'excise', 'country_of_origin_code'].map(
          (name) => [name, anything],
        ),
      ),
      { requiredKeys: [] },
    );
    fc.assert(fc.property(fc.oneof(fc.anything(), fields), readsOrSays), { numRuns: 10_000, seed: 5 });
  });
});

describe('readQuantity', () => {
  it('gives thousandths', () => {
    assert.equal(readQuantity('1.5'), 1500);
    assert.equal(readQuantity(99_999.999), 99_999_999);
  });

  it('refuses nothing, too much and too fine', () => {
    for (const quantity of [0, '0', '100000', '99999.9999', '1e3', null]) {
      assert.throws(() => readQuantity(quantity), RangeError);
    }
  });
});
