import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import { readOrder, type OrderInput } from '../../src/domain/order/order.ts';
import { brokenRules, ITEM, nested, ORDER, orderWith, RULES } from './sample.ts';
import { cpuTime } from '../tools/cpu-time.ts';

/** An order comes out whole, or a KvitError says why not. */
function onlyOurs(input: unknown): void {
  try {
    const { amount, lines: read } = readOrder(input as OrderInput, RULES);
    assert.ok(amount > 0 && Number.isSafeInteger(amount));
    assert.equal(
      amount,
      read.reduce((total, { sum }) => total + sum, 0),
    );
  } catch (error) {
    assert.ok(error instanceof KvitError && error.errors.length > 0, String(error));
  }
}

describe('readOrder with what is no order', () => {
  for (const input of [undefined, null, 5, 'order', true, [], {}, () => ORDER, Object.create(null)]) {
    it(`refuses ${typeof input} by a KvitError`, () => {
      assert.deepEqual(
        brokenRules(input).map(({ field }) => field),
        ['uuid', 'description', 'items'],
      );
    });
  }

  it('refuses very deep values quickly', () => {
    const started = cpuTime();
    const deep = nested(100_000);
    for (const field of ['uuid', 'description', 'currency', 'amount', 'items', 'subscribe', 'holdTime']) {
      assert.ok(brokenRules(orderWith({ [field]: deep })).length > 0, field);
    }
    for (const field of [
      ...Object.keys(ITEM),
      'measurement_unit',
      'product_code',
      'country_of_origin_code',
      'excise',
    ]) {
      assert.ok(brokenRules(orderWith({ items: [{ ...ITEM, [field]: deep }] })).length > 0, field);
    }
    assert.ok(cpuTime() - started < 500);
  });

  it('throws nothing but KvitError, and what it accepts is whole', () => {
    const anything = fc.anything({
      withBigInt: true,
      withNullPrototype: true,
      withSparseArray: true,
      withDate: true,
    });
    const item = fc.record({
      description: fc.oneof(fc.constant('x'), anything),
      quantity: fc.oneof(fc.constantFrom(1, '2'), anything),
      price: fc.oneof(fc.constantFrom(1, '2'), anything),
      vat_code: fc.oneof(fc.nat(9), anything),
      payment_subject: fc.oneof(fc.nat(27), anything),
      payment_mode: fc.oneof(fc.nat(8), anything),
    });
    const head = {
      uuid: anything,
      description: anything,
      currency: anything,
      amount: anything,
      subscribe: anything,
      holdTime: anything,
    };
    const order = fc.record(
      {
        ...head,
        items: fc.oneof(anything, fc.array(fc.oneof(anything, item, fc.constant(ITEM)), { maxLength: 3 })),
      },
      { requiredKeys: [] },
    );
    const nearlyGood = order.map((fields) => ({ ...ORDER, ...fields }));
    fc.assert(fc.property(fc.oneof(anything, order, nearlyGood), onlyOurs), { numRuns: 15_000, seed: 6 });
  });
});
