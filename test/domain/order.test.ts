import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_LINES } from '../../src/domain/order/order.ts';
import { vatTable } from '../../src/domain/codes/vat.ts';
import { brokenRules, ITEM, ORDER, orderWith, readGood, RULES } from './sample.ts';
import { cpuTime } from '../tools/cpu-time.ts';

const lines = (count: number): unknown[] => Array.from({ length: count }, () => ({ ...ITEM }));

describe('readOrder', () => {
  it('makes integers of an order', () => {
    const { lines: read, ...head } = readGood({
      ...ORDER,
      description: '  Покупка булочек ',
      currency: 'RUB',
      amount: '83.50',
      subscribe: 'Month',
      holdTime: 3600,
    });
    assert.deepEqual(head, {
      uuid: 'invoice_123',
      description: 'Покупка булочек',
      currency: 'rub',
      amount: 8350,
      subscribe: 'Month',
      holdTime: 3600,
    });
    assert.equal(read.length, 1);
  });

  it('needs no more than a uuid, a description and items', () => {
    const { currency, amount, subscribe, holdTime } = readGood(ORDER);
    assert.deepEqual([currency, amount, subscribe, holdTime], ['rub', 8350, null, null]);
  });

  it('takes null for what is left out', () => {
    const nulls = orderWith({ currency: null, amount: null, subscribe: null, holdTime: null });
    assert.deepEqual(readGood(nulls), readGood(ORDER));
  });

  it('reads a reactive proxy', () => {
    const items = new Proxy([new Proxy({ ...ITEM }, {})], {});
    assert.deepEqual(readGood(new Proxy(orderWith({ items }), {})), readGood(ORDER));
  });

  it('leaves the merchant’s object alone', () => {
    const frozen = Object.freeze(orderWith({ items: Object.freeze([Object.freeze({ ...ITEM })]) }));
    assert.equal(readGood(frozen).amount, 8350);
  });

  it('names the broken rule as the documentation does', () => {
    const items = [ITEM, ITEM, { ...ITEM, vat_code: 8 }];
    assert.throws(() => readGood(orderWith({ items })), {
      name: 'KvitError',
      code: 'bad_order',
      message: 'items[2].vat_code: 8 is not a VAT code; register it with configure({vatRates})',
      errors: [
        {
          field: 'items[2].vat_code',
          message: '8 is not a VAT code; register it with configure({vatRates})',
        },
      ],
    });
  });

  it('names every broken rule at once, one a line', () => {
    const bad = orderWith({
      uuid: '',
      currency: 'usd',
      items: [
        { ...ITEM, price: '1,5' },
        { ...ITEM, payment_subject: 18 },
      ],
    });
    assert.throws(() => readGood(bad), {
      message: [
        'uuid: is missing',
        'currency: "usd" is not rub',
        'items[0].price: "1,5" is not a number like 1000.50 with up to 2 decimals',
        'items[1].payment_subject: 18 is not a published code',
      ].join('\n'),
    });
  });

  it('takes a rate that the merchant registered', () => {
    const vat = vatTable([{ code: 8, label: 'НДС 22%', rate: 22, calculated: false }]);
    assert.deepEqual(brokenRules(orderWith({ items: [{ ...ITEM, vat_code: 8 }] }), { ...RULES, vat }), []);
  });
});

describe('the lines of an order', () => {
  it(`are at most ${MAX_LINES}`, () => {
    assert.equal(MAX_LINES, 100);
    assert.equal(readGood(orderWith({ items: lines(100) })).lines.length, 100);
    assert.deepEqual(brokenRules(orderWith({ items: lines(101) })), [
      { field: 'items', message: 'must have at most 100 lines, not 101' },
    ]);
  });

  it('are not read at all when they are too many', () => {
    const started = cpuTime();
    const items = Array.from({ length: 1_000_000 }, () => null);
    assert.equal(brokenRules(orderWith({ items })).length, 1);
    assert.ok(cpuTime() - started < 500);
  });

  for (const items of [[], undefined, null, {}, 'items', 5, { length: 1, 0: ITEM }, new Set([ITEM])]) {
    it(`are not ${typeof items} ${JSON.stringify(items)?.slice(0, 20)}`, () => {
      assert.deepEqual(brokenRules(orderWith({ items })), [
        { field: 'items', message: 'must have at least one line' },
      ]);
    });
  }

  it('have no holes', () => {
    const items: unknown[] = [ITEM, ITEM, ITEM];
    delete items[1];
    assert.deepEqual(brokenRules(orderWith({ items }))[0], {
      field: 'items[1]',
      message: 'must be an object',
    });
  });

  it('must cost something together', () => {
    const free = { ...ITEM, price: 0 };
    assert.deepEqual(brokenRules(orderWith({ items: [free] })), [
      { field: 'items', message: 'must cost more than 0.00' },
    ]);
    assert.equal(readGood(orderWith({ items: [free, ITEM] })).amount, 8350);
  });

  it('may come to more than one line can', () => {
    const dear = { ...ITEM, price: '42949672.95' };
    const order = readGood(
      orderWith({ items: Array.from({ length: 100 }, () => dear), amount: '4294967295.00' }),
    );
    assert.equal(order.amount, 429_496_729_500);
  });
});

describe('the amount of an order', () => {
  for (const amount of ['83.50', '83.5', 83.5]) {
    it(`may be ${typeof amount} ${amount}`, () => {
      assert.equal(readGood(orderWith({ amount })).amount, 8350);
    });
  }

  const REFUSED: readonly (readonly [unknown, string])[] = [
    ['83.51', '83.51 is not the sum of the lines, 83.50'],
    [83.49, '83.49 is not the sum of the lines, 83.50'],
    [8350, '8350.00 is not the sum of the lines, 83.50'],
    [0, '0.00 is not the sum of the lines, 83.50'],
    ['83.500', '"83.500" is not a number like 1000.50 with up to 2 decimals'],
    ['83,50', '"83,50" is not a number like 1000.50 with up to 2 decimals'],
    ['', '"" is not a number like 1000.50 with up to 2 decimals'],
    [NaN, '"NaN" is not a number like 1000.50 with up to 2 decimals'],
    [83.5 + 1e-14, '"83.50000000000001" is not a number like 1000.50 with up to 2 decimals'],
    [true, '"true" is not a number like 1000.50 with up to 2 decimals'],
    [8350n, '"8350" is not a number like 1000.50 with up to 2 decimals'],
  ];

  for (const [amount, message] of REFUSED) {
    it(`is refused: ${message}`, () => {
      assert.deepEqual(brokenRules(orderWith({ amount })), [{ field: 'amount', message }]);
    });
  }

  it('is not compared with lines that are wrong themselves', () => {
    const items = [{ ...ITEM, price: 'free' }];
    const fields = brokenRules(orderWith({ amount: '83.50', items })).map(({ field }) => field);
    assert.deepEqual(fields, ['items[0].price']);
  });
});
