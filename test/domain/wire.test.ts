import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  Created,
  Item,
  OrderAnswer,
  Payment,
  PaymentAnswer,
  RawReceipt,
  ReceiptAnswer,
} from '../../src/domain/contract/wire.ts';
import { toClaim } from '../../src/domain/order/claim.ts';
import { ITEM, ORDER, readGood } from './sample.ts';

interface Schema {
  safeParse(body: unknown): { success: boolean; data?: unknown };
}

const read = (schema: Schema, body: unknown): unknown => schema.safeParse(body).data;

function takes(schema: Schema, body: unknown): void {
  assert.equal(schema.safeParse(body).success, true, JSON.stringify(body));
}

function refuses(schema: Schema, body: unknown): void {
  assert.equal(schema.safeParse(body).success, false, JSON.stringify(body));
}

/** Answers of a proxy, a captive portal or a broken server. */
const NO_ANSWERS: readonly unknown[] = [null, undefined, '', '<html></html>', 0, 1, true, [], [{}], 'null'];

describe('Created', () => {
  it('takes the id as a number or text, with success or without it', () => {
    const body = { success: true, id: 1, paymentUrl: 'https://urlpay.io/1' };
    assert.deepEqual(read(Created, body), body);
    takes(Created, { ...body, id: '1' });
    takes(Created, { id: 1, paymentUrl: 'https://urlpay.io/1' });
  });

  it('drops fields that the contract does not have', () => {
    const body = { id: 1, paymentUrl: 'https://urlpay.io/1' };
    assert.deepEqual(read(Created, { ...body, sign: 'secret', __proto: 1 }), body);
  });

  it('refuses a 201 that says it is no success', () => {
    for (const success of [false, 'true', 'false', 1, 0, null, 'ok']) {
      refuses(Created, { success, id: 1, paymentUrl: 'https://urlpay.io/1' });
    }
  });

  it('refuses an answer without its address or its id', () => {
    for (const paymentUrl of [undefined, null, 5, {}, ['https://urlpay.io']])
      refuses(Created, { id: 1, paymentUrl });
    for (const id of [undefined, null, NaN, Infinity, {}, [1], true]) {
      refuses(Created, { id, paymentUrl: 'https://urlpay.io' });
    }
  });
});

describe('PaymentAnswer', () => {
  const payment = { id: 1, uuid: 'a', amount: '1000.50', currency: 'rub', description: 'b', status: 3 };

  it('takes a payment with anything missing or null', () => {
    assert.deepEqual(read(PaymentAnswer, { success: true, payment }), { success: true, payment });
    takes(PaymentAnswer, { payment: {} });
    for (const field of Object.keys(payment)) {
      takes(Payment, { ...payment, [field]: null });
      takes(Payment, { ...payment, [field]: undefined });
    }
  });

  it('takes numbers as text, and statuses nobody has published', () => {
    takes(Payment, { ...payment, id: '1', amount: 1000.5 });
    for (const status of [7, -1, 99]) takes(Payment, { ...payment, status });
  });

  it('drops other fields', () => {
    assert.deepEqual(read(PaymentAnswer, { payment: { ...payment, card: '4111' }, debug: 1 }), { payment });
  });

  it('refuses success:false, no payment and fields of another kind', () => {
    refuses(PaymentAnswer, { success: false, payment });
    refuses(PaymentAnswer, { success: true });
    refuses(PaymentAnswer, { payment: null });
    refuses(PaymentAnswer, { payment: [payment] });
    refuses(Payment, { ...payment, uuid: 5 });
    refuses(Payment, { ...payment, amount: {} });
    refuses(Payment, { ...payment, status: [3] });
  });
});

describe('ReceiptAnswer', () => {
  it('takes the receipt of the API’s documentation', () => {
    const receipt = {
      id: 1,
      daemon_code: 'DAEMON123',
      warnings: ['Warning 1'],
      error: ['Error 1'],
      ecr_registration_number: 'REG123456',
      fiscal_document_attribute: 1,
      fiscal_document_number: 1001,
      fiscal_receipt_number: 5001,
      fn_number: 'FN123456',
      fns_site: 'https://fns.ru',
      receipt_datetime: '2023-10-01T12:00:00Z',
      shift_number: 1,
      total: 1000.5,
      ofd_inn: '1234567890',
      ofd_receipt_url: 'https://ofd.example.com/receipt/1',
      status: 'success',
      uuid: 'invoice_123',
    };
    const { daemon_code: _, ...known } = receipt;
    assert.deepEqual(read(ReceiptAnswer, { status: 'ok', items: [receipt] }), {
      status: 'ok',
      items: [known],
    });
  });

  it('takes numbers as text, text as numbers, nulls, nothing at all', () => {
    const fields = ['ecr_registration_number', 'fiscal_document_attribute', 'fiscal_document_number'];
    for (const field of [
      ...fields,
      'fiscal_receipt_number',
      'fn_number',
      'shift_number',
      'total',
      'ofd_inn',
    ]) {
      for (const value of ['5', 5, null, undefined]) takes(RawReceipt, { [field]: value });
    }
    takes(RawReceipt, { error: 'one' });
    takes(ReceiptAnswer, { items: [] });
    takes(ReceiptAnswer, { status: null, items: [{}] });
  });

  it('takes a list that is missing or odd for no receipts yet', () => {
    for (const items of [undefined, null, {}, 'x', [null], [5]]) {
      assert.deepEqual(read(ReceiptAnswer, { status: 'wait', items }), { status: 'wait', items: [] });
    }
  });

  it('drops an odd field alone, and an odd receipt alone', () => {
    const items = [{ error: { code: 1, text: 'no paper' }, warnings: {}, status: 5, fn_number: '1' }, 7];
    const error = { code: 1, text: 'no paper' };
    const receipt = { error, fn_number: '1', warnings: undefined, status: undefined };
    assert.deepEqual(read(ReceiptAnswer, { items }), { items: [receipt] });
  });
});

describe('OrderAnswer', () => {
  const order = { ...ORDER, items: [ITEM] };

  it('takes an order as a merchant writes it and as a claim writes it', () => {
    assert.deepEqual(read(OrderAnswer, order), order);
    takes(OrderAnswer, { ...order, amount: '83.50', currency: 'rub', subscribe: null, holdTime: null });
    takes(OrderAnswer, JSON.parse(JSON.stringify(toClaim(readGood(ORDER), { shopId: 5 }))));
    takes(Item, { ...ITEM, quantity: '1', price: '83.50', vat_code: '0', measurement_unit: '0' });
    takes(Item, {
      ...ITEM,
      measurement_unit: null,
      product_code: null,
      country_of_origin_code: null,
      excise: null,
    });
  });

  it('drops a shop, a sign and any other field', () => {
    assert.deepEqual(read(OrderAnswer, { ...order, shopId: 5, sign: 'secret' }), order);
  });

  it('refuses an order that lacks its parts', () => {
    for (const field of ['uuid', 'description', 'items'])
      refuses(OrderAnswer, { ...order, [field]: undefined });
    for (const field of Object.keys(ITEM))
      refuses(OrderAnswer, { ...order, items: [{ ...ITEM, [field]: undefined }] });
    refuses(OrderAnswer, { ...order, subscribe: 'Year' });
    refuses(OrderAnswer, { ...order, holdTime: '3600' });
  });
});

describe('every schema', () => {
  const schemas = { Created, PaymentAnswer, ReceiptAnswer, OrderAnswer };

  for (const [name, schema] of Object.entries(schemas)) {
    it(`${name} refuses what is no answer at all`, () => {
      for (const body of NO_ANSWERS) refuses(schema, body);
      refuses(schema, {});
      refuses(schema, { error: 'unauthorized', status: 401 });
      refuses(schema, { success: false, message: 'no' });
    });

    it(`${name} never throws`, () => {
      const check = (body: unknown): void => void schema.safeParse(body);
      fc.assert(fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true }), check), {
        numRuns: 2000,
        seed: 14,
      });
    });
  }
});
