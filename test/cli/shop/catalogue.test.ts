import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Catalogue, catalogueOrder } from '../../../src/cli/config/catalogue.ts';
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

const listOf = (catalogue: object) => catalogueOrder(Catalogue.parse(catalogue), RULES);
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

describe('a catalogue as a price list', () => {
  it('takes what and how much from the claim, and nothing else', () => {
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

  it('charges a standing order as it stands, whatever is claimed', () => {
    assert.deepEqual(ask({ uuid: 'invoice_1' }), INVOICE);
    assert.deepEqual(ask({ uuid: 'invoice_1', items: [{ ...PIE, quantity: 1 }] }), INVOICE);
  });

  it('knows no order that is neither standing nor claimed', () => {
    assert.equal(ask({ uuid: 'invoice_2' }), null);
  });

  it('refuses what is not sold, and a part of a piece', () => {
    const items = [
      { ...BUN, description: 'Торт', quantity: 1 },
      { ...BUN, quantity: '1.5' },
    ];
    assert.deepEqual(refused({ uuid: 'a', items }), [
      { field: 'items[0].description', message: 'is not in the catalogue' },
      { field: 'items[1].quantity', message: 'must be whole: it is sold by the piece' },
    ]);
  });

  it('refuses so much of a thing that no receipt could hold it: a stranger’s wish is no fault of the list', () => {
    const products = [{ ...BUN, description: 'Дом', price: '9000000.00' }];
    const items = [{ ...BUN, description: 'Дом', price: '0.01', quantity: 99_999 }];
    assert.throws(
      () => ask({ uuid: 'a', items }, { products }),
      (error) => error instanceof HttpProblem && error.status === 422,
    );
  });

  it('refuses a subscription that no order offers', () => {
    assert.match(
      String(refused({ uuid: 'a', items: [{ ...BUN, quantity: 1 }], subscribe: 'Day' })),
      /need an order/,
    );
  });

  for (const [what, catalogue, message] of [
    [
      'a VAT code nobody has',
      { products: [BUN, { ...PIE, vat_code: 42 }] },
      /^products\[1\]\.vat_code: 42 is not a VAT code; register it with vatRates/,
    ],
    ['a price that is none', { products: [{ ...BUN, price: '1,5' }] }, /^products\[0\]\.price: /],
    [
      'the same thing twice',
      { products: [BUN, PIE, BUN] },
      /^products\[2\]\.description: Булочка с маком is there twice/,
    ],
    [
      'an order that is none',
      { orders: [INVOICE, { ...INVOICE, uuid: 'other', items: [{ ...BUN, quantity: 0 }] }] },
      /^orders\[1\]\.items\[0\]\.quantity: /,
    ],
    ['the same order twice', { orders: [INVOICE, INVOICE] }, /orders: have a uuid twice/],
  ] as const) {
    it(`with ${what} is refused at the start`, () => {
      assert.throws(() => listOf(catalogue), { code: 'bad_order', message });
    });
  }
});
