import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { withQuantity } from '../../../src/domain/order/line-quantity.ts';
import type { Order } from '../../../src/domain/order/order.ts';
import { amountOf } from '../../../src/domain/order/sum-rule.ts';
import { vatTotals } from '../../../src/domain/order/vat-totals.ts';
import { KeptCarts } from '../../../src/session/storage/kept-cart.ts';
import { SafeStorage } from '../../../src/session/storage/safe-storage.ts';
import { ITEM, orderWith, readGood, RULES } from '../../domain/sample.ts';
import { FakeStorage } from '../fake-storage.ts';

const KEY = 'kvit:cart:invoice_123';
const GIVEN = 'the page’s order';

const ORDER = readGood(
  orderWith({
    items: [
      { ...ITEM, vat_code: 6, measurement_unit: 0, product_code: 'x' },
      { ...ITEM, vat_code: 6, price: '0.07' },
    ],
    subscribe: 'Month',
    holdTime: 60,
  }),
);

/** The order after the buyer has set the first line's quantity. */
function changed(quantity: number): Order {
  const lines = ORDER.lines.map((line, index) => (index === 0 ? withQuantity(line, quantity) : line));
  return { ...ORDER, lines, amount: amountOf(lines) };
}

function scene(text?: string) {
  const area = new FakeStorage();
  if (text !== undefined) area.setItem(KEY, text);
  const carts = new KeptCarts(new SafeStorage(() => area));
  return { area, carts, read: () => carts.read('invoice_123', GIVEN, RULES) };
}

describe('KeptCarts', () => {
  it('gives back the order as the buyer changed it', () => {
    for (const quantity of [1, 1500, 3000, 99_999_999]) {
      const { carts, read } = scene();
      const order = changed(quantity);
      carts.keep(GIVEN, order);
      assert.deepEqual(read(), order);
    }
  });

  it('gives back lines of one VAT code with one rate, so that their total is one', () => {
    const { carts, read } = scene();
    carts.keep(GIVEN, changed(3000));
    const { lines } = read() as Order;
    assert.equal(vatTotals(lines).length, 1);
  });

  it('keeps nothing of a page whose order has changed since', () => {
    const { carts } = scene();
    carts.keep(GIVEN, changed(3000));
    assert.equal(carts.read('invoice_123', 'another order', RULES), null);
  });

  it('keeps the carts of orders apart, and forgets one', () => {
    const { carts, read, area } = scene();
    carts.keep(GIVEN, changed(3000));
    assert.equal(carts.read('invoice_124', GIVEN, RULES), null);
    carts.forget('invoice_124');
    assert.ok(read());
    carts.forget('invoice_123');
    assert.equal(read(), null);
    assert.equal(area.length, 0);
  });

  it('does not show one order’s cart under another one’s key', () => {
    const { carts, area } = scene();
    carts.keep(GIVEN, changed(3000));
    area.setItem('kvit:cart:invoice_124', area.getItem(KEY) ?? '');
    assert.equal(carts.read('invoice_124', GIVEN, RULES), null);
  });

  it('keeps no cart without lines', () => {
    const { carts, read } = scene();
    carts.keep(GIVEN, { ...ORDER, lines: [], amount: 0 });
    assert.equal(read(), null);
  });

  const kept = (changes: object): string => {
    const { carts, area } = scene();
    carts.keep(GIVEN, changed(3000));
    const { order } = JSON.parse(area.getItem(KEY) ?? '') as { order: object };
    return JSON.stringify({ given: GIVEN, order: { ...order, ...changes } });
  };
  const POISON: readonly (readonly [string, string])[] = [
    ['no JSON', '{'],
    ['null', 'null'],
    ['a text', JSON.stringify(GIVEN)],
    ['no order', JSON.stringify({ given: GIVEN })],
    ['the format of version 0.1', JSON.stringify([GIVEN, ORDER])],
    ['a lower amount', kept({ amount: '1.00' })],
    ['no lines', kept({ items: [] })],
    ['lines that are no list', kept({ items: { length: 1 } })],
    ['a line that is no line', kept({ items: [null] })],
    ['a negative price', kept({ items: [{ ...ITEM, price: -1 }] })],
    ['an unknown VAT code', kept({ items: [{ ...ITEM, vat_code: 99 }] })],
    ['a line sum over the limit', kept({ items: [{ ...ITEM, price: '1000000.00', quantity: 50 }] })],
    ['another order', kept({ uuid: 'invoice_124' })],
  ];
  for (const [what, text] of POISON) {
    it(`finds nothing in ${what}`, () => assert.equal(scene(text).read(), null));
  }

  it('reads any JSON as an order that keeps the sum rule, or as nothing', () => {
    const order = fc.oneof(
      fc.jsonValue(),
      fc.record({ uuid: fc.constant('invoice_123'), items: fc.jsonValue() }),
    );
    const check = (value: unknown): void => {
      const found = scene(JSON.stringify({ given: GIVEN, order: value })).read();
      if (found) assert.equal(found.amount, amountOf(found.lines));
    };
    fc.assert(fc.property(order, check), { numRuns: 2000, seed: 3 });
  });

  it('finds nothing when storage is blocked', () => {
    const carts = new KeptCarts(
      new SafeStorage(() => {
        throw new DOMException('blocked', 'SecurityError');
      }),
    );
    carts.keep(GIVEN, ORDER);
    assert.equal(carts.read('invoice_123', GIVEN, RULES), null);
  });
});
