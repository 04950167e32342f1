import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Big } from 'big.js';
import { toClaim } from '../../src/domain/order/claim.ts';
import { toWireItem } from '../../src/domain/order/item.ts';
import { MAX_QUANTITY, MAX_SUM, toRoubles } from '../../src/domain/money/money.ts';
import { Dice } from './dice.ts';
import { ORDER, orderWith, readGood, readItem } from './sample.ts';

const wireOf = (fields: Record<string, unknown>) => toWireItem(readItem(fields).line);

describe('toWireItem', () => {
  it('writes JSON numbers in the API’s order, and no field without a value', () => {
    assert.equal(
      JSON.stringify(wireOf({ price: '83.50', quantity: '1.500', vat_code: '2' })),
      '{"description":"Булочка","quantity":1.5,"price":83.5,"vat_code":2,"payment_subject":1,"payment_mode":4}',
    );
  });

  it('keeps every optional field as it came, unit 0 too', () => {
    const optional = {
      measurement_unit: 0,
      product_code: '0446',
      country_of_origin_code: '051',
      customs_declaration_number: '10702030/260917/0102222',
      excise: '12.50',
    };
    const wire = wireOf(optional);
    assert.deepEqual({ ...wire, ...optional }, wire);
  });

  const PRICES: readonly (readonly [string, string])[] = [
    ['0', '0'],
    ['0.01', '0.01'],
    ['0.07', '0.07'],
    ['0.10', '0.1'],
    ['0.29', '0.29'],
    ['1.10', '1.1'],
    ['4.35', '4.35'],
    ['83.50', '83.5'],
    ['1000.50', '1000.5'],
    ['1000.00', '1000'],
    ['42949672.95', '42949672.95'],
  ];

  for (const [price, json] of PRICES) {
    it(`writes the price ${price} as ${json}`, () => {
      assert.match(JSON.stringify(wireOf({ price })), new RegExp(`"price":${json},`));
    });
  }
});

/** How a count of hundredths or thousandths is written when its zeros at the end are left out. */
function shortest(units: number, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '') || '0';
}

describe('the JSON of a number', () => {
  it('is exact for every price up to 10 000.00', () => {
    for (let kopecks = 0; kopecks <= 1_000_000; kopecks += 1) {
      if (JSON.stringify(toRoubles(kopecks)) !== shortest(kopecks, 2)) assert.fail(String(kopecks));
    }
  });

  it('is exact for 100 000 random prices and quantities, read again by big.js', () => {
    const dice = new Dice(8);
    for (let turn = 0; turn < 100_000; turn += 1) {
      const kopecks = dice.spread(0, MAX_SUM);
      const thousandths = dice.spread(1, MAX_QUANTITY);
      assert.ok(new Big(JSON.stringify(toRoubles(kopecks))).times(100).eq(kopecks));
      const { line } = readItem({ quantity: shortest(thousandths, 3), price: 0 });
      assert.equal(JSON.stringify(toWireItem(line).quantity), shortest(thousandths, 3));
    }
  });
});

describe('toClaim', () => {
  it('is UrlPay’s PaymentRequest without a sign', () => {
    const order = readGood({ ...ORDER, amount: '83.5', subscribe: 'Month', holdTime: 3600 });
    const extras = { shopId: 5, websiteUrl: 'https://example.com', language: 'ru' };
    assert.equal(
      JSON.stringify(toClaim(order, extras)),
      '{"currency":"rub","amount":"83.50","uuid":"invoice_123","shopId":5,"description":"Покупка булочек",' +
        '"website_url":"https://example.com","subscribe":"Month","holdTime":3600,"language":"ru",' +
        '"items":[{"description":"Булочка","quantity":1,"price":83.5,"vat_code":0,"payment_subject":1,"payment_mode":4}]}',
    );
  });

  it('leaves out what there is not, and says null where the API wants it', () => {
    const { items, ...head } = toClaim(readGood(ORDER));
    assert.equal(items.length, 1);
    assert.deepEqual(head, {
      currency: 'rub',
      amount: '83.50',
      uuid: 'invoice_123',
      description: 'Покупка булочек',
      subscribe: null,
      holdTime: null,
    });
    const undefinedExtras = { shopId: undefined, websiteUrl: undefined, language: undefined };
    assert.deepEqual(toClaim(readGood(ORDER), undefinedExtras), toClaim(readGood(ORDER)));
  });

  it('has the consents last, and says nothing where there are none', () => {
    const consents = [{ kind: 'offer', text: 'Я принимаю оферту' }] as const;
    const claim = toClaim(readGood(ORDER), { consents });
    assert.equal(Object.keys(claim).at(-1), 'consents');
    assert.deepEqual(claim, { ...toClaim(readGood(ORDER)), consents });
    for (const none of [[], undefined]) {
      assert.equal('consents' in toClaim(readGood(ORDER), { consents: none }), false);
    }
  });

  it('writes the amount as text with two decimals, always', () => {
    for (const [price, amount] of [
      [1, '1.00'],
      [0.1, '0.10'],
      ['1000.5', '1000.50'],
    ]) {
      const order = readGood(orderWith({ items: [{ ...ORDER.items[0], price }] }));
      assert.equal(toClaim(order).amount, amount);
    }
  });

  it('reads back as the same order', () => {
    const order = readGood(
      orderWith({ items: [{ ...ORDER.items[0], quantity: 0.333, measurement_unit: 11 }] }),
    );
    assert.deepEqual(readGood(toClaim(order)), order);
  });
});
