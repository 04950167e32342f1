import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Catalogue } from '../../../src/cli/config/catalogue.ts';
import { cataloguePricing } from '../../../src/cli/shop/catalogue-pricing.ts';
import { vatTable } from '../../../src/domain/codes/vat.ts';
import { HttpProblem } from '../../../src/server/http/problem.ts';
import type { OrderQuery } from '../../../src/server/creation/pricing.ts';
import { BUN } from '../fake-command-world.ts';

const RULES = { vat: vatTable(), register: 'vatRates' };
const PIE = { ...BUN, description: 'Пирог', price: 890, measurement_unit: 11 };
const INVOICE = {
  uuid: 'invoice_1',
  description: 'Счёт',
  items: [{ ...BUN, quantity: 2 }],
  subscribe: 'Week',
};

const listOf = (catalogue: object) => cataloguePricing(Catalogue.parse(catalogue), RULES);
const ask = (query: object, catalogue: object = { products: [BUN, PIE], orders: [INVOICE] }) =>
  listOf(catalogue)(query as OrderQuery, new Request('http://shop.example/'));

function refused(query: object): unknown {
  try {
    void ask(query);
  } catch (error) {
    assert.ok(error instanceof HttpProblem);
    assert.equal(error.status, 422);
    return error.extras.errors ?? error.message;
  }
  return null;
}

describe('cataloguePricing', () => {
  it('takes only descriptions and quantities from the claim', () => {
    const claimed = { ...BUN, price: '0.01', vat_code: 0, quantity: 3 };
    assert.deepEqual(ask({ uuid: 'a', description: 'x', items: [claimed, { ...PIE, quantity: 0.5 }] }), {
      uuid: 'a',
      description: 'Заказ',
      items: [
        { ...BUN, quantity: 3 },
        { ...PIE, quantity: 0.5 },
      ],
    });
  });

  it('returns a complete order unchanged, whatever the claim says', () => {
    assert.deepEqual(ask({ uuid: 'invoice_1' }), INVOICE);
    assert.deepEqual(ask({ uuid: 'invoice_1', items: [{ ...PIE, quantity: 1 }] }), INVOICE);
  });

  it('returns null for an unknown order without items', () => {
    assert.equal(ask({ uuid: 'invoice_2' }), null);
  });

  it('refuses an unknown product, and a fraction of a piece', () => {
    const items = [
      { ...BUN, description: 'Торт', quantity: 1 },
      { ...BUN, quantity: '1.5' },
    ];
    assert.deepEqual(refused({ uuid: 'a', items }), [
      { field: 'items[0].description', message: 'is not in the catalogue' },
      { field: 'items[1].quantity', message: 'must be a whole number: this product is sold by the piece' },
    ]);
  });

  it('answers 422 to a quantity that exceeds the limits of a receipt', () => {
    const products = [{ ...BUN, description: 'Дом', price: '9000000.00' }];
    const items = [{ ...BUN, description: 'Дом', price: '0.01', quantity: 99_999 }];
    assert.throws(
      () => ask({ uuid: 'a', items }, { products }),
      (error) => error instanceof HttpProblem && error.status === 422,
    );
  });

  it('refuses a subscription and a hold that no complete order offers', () => {
    for (const extra of [{ subscribe: 'Day' }, { holdTime: 3600 }]) {
      const problem = refused({ uuid: 'a', items: [{ ...BUN, quantity: 1 }], ...extra });
      assert.match(String(problem), /need an order/);
    }
  });

  for (const [what, catalogue, message] of [
    [
      'an unknown VAT code',
      { products: [BUN, { ...PIE, vat_code: 42 }] },
      /^products\[1\]\.vat_code: 42 is not a VAT code; register it with vatRates/,
    ],
    ['a malformed price', { products: [{ ...BUN, price: '1,5' }] }, /^products\[0\]\.price: /],
    [
      'the same product twice',
      { products: [BUN, PIE, BUN] },
      /^products\[2\]\.description: Булочка с маком is listed twice/,
    ],
    [
      'an invalid order',
      { orders: [INVOICE, { ...INVOICE, uuid: 'other', items: [{ ...BUN, quantity: 0 }] }] },
      /^orders\[1\]\.items\[0\]\.quantity: /,
    ],
    ['the same order twice', { orders: [INVOICE, INVOICE] }, /orders: have the same uuid twice/],
  ] as const) {
    it(`refuses a catalogue with ${what} at the start`, () => {
      assert.throws(() => listOf(catalogue), { code: 'bad_order', message });
    });
  }
});
