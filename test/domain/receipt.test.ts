import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { qrText } from '../../src/domain/receipt/qr-text.ts';
import { readReceipt } from '../../src/domain/receipt/receipt.ts';
import type { RawReceipt } from '../../src/domain/contract/wire.ts';
import { RAW, ZONE } from './raw-receipt.ts';

const receiptWith = (fields: RawReceipt) => readReceipt({ ...RAW, ...fields }, ZONE);
const qrWith = (fields: RawReceipt) => qrText(receiptWith(fields));

describe('readReceipt', () => {
  it('gives text, kopecks and the register’s time', () => {
    assert.deepEqual(readReceipt(RAW, ZONE), {
      status: 'issued',
      kkt: '0000000400054952',
      fn: '9282440300682838',
      fd: '46534',
      fpd: '1273019065',
      number: '5001',
      shift: '12',
      time: { year: '2020', month: '09', day: '24', hour: '18', minute: '37' },
      total: 34_993,
      ofdInn: '7704211201',
      fnsSite: 'https://www.nalog.gov.ru',
      ofdUrl: 'https://ofd.example.com/receipt/1',
      errors: [],
    });
  });

  it('reads an empty one as pending, all of it missing', () => {
    for (const raw of [
      {},
      { fn_number: null, total: null, error: null, status: null },
      { fn_number: '', total: '', error: '' },
    ]) {
      const { status, errors, ...rest } = readReceipt(raw, ZONE);
      assert.equal(status, 'pending');
      assert.deepEqual(errors, []);
      assert.deepEqual(new Set(Object.values(rest)), new Set([null]));
    }
  });

  it('reads numbers that came as text', () => {
    const words = {
      fiscal_document_attribute: '1273019065',
      fiscal_document_number: '46534',
      shift_number: '12',
      total: '349.93',
    };
    assert.deepEqual(receiptWith({ ...words, fiscal_receipt_number: '5001' }), receiptWith({}));
  });

  it('holds no number that a double has changed', () => {
    const parsed = JSON.parse('{"fn_number": 9999078902004567}') as RawReceipt;
    assert.equal(String(parsed.fn_number), '9999078902004568', 'the text that came was …67');
    assert.equal(receiptWith(parsed).fn, null);
    assert.equal(qrWith(parsed), null);
  });

  it('reads one error or several', () => {
    assert.deepEqual(receiptWith({ error: 'Нет бумаги' }).errors, ['Нет бумаги']);
    assert.deepEqual(receiptWith({ error: ['a', '', 'b'] }).errors, ['a', 'b']);
  });
});

describe('the total of a receipt', () => {
  const TOTALS: readonly (readonly [number | string, number])[] = [
    [0, 0],
    [0.01, 1],
    [1000.5, 100_050],
    ['1000.50', 100_050],
    ['1000.5', 100_050],
    ['1000', 100_000],
    ['1000.5000', 100_050],
    [0.1 + 0.2, 30],
    [4.35, 435],
    [1.15, 115],
    [42_949_672.95, 4_294_967_295],
    [4_294_967_295, 429_496_729_500],
  ];

  for (const [total, kopecks] of TOTALS) {
    it(`${typeof total} ${total} is ${kopecks} kopecks`, () => {
      assert.equal(receiptWith({ total }).total, kopecks);
    });
  }

  const NO_TOTALS = [
    -1,
    -0.001,
    '-1',
    NaN,
    Infinity,
    1e21,
    '1e3',
    '0x10',
    '1,5',
    ' ',
    ' 1',
    '١٢',
    '1_000',
    'abc',
    '1.',
    '.5',
  ];
  for (const total of NO_TOTALS) {
    it(`${typeof total} ${JSON.stringify(total)} ${String(total)} is none`, () => {
      assert.equal(receiptWith({ total }).total, null);
      assert.equal(qrWith({ total }), null);
    });
  }

  it('is exact for any float with kopecks', () => {
    const check = (kopecks: number): void => {
      assert.equal(receiptWith({ total: kopecks / 100 }).total, kopecks);
      assert.equal(receiptWith({ total: (kopecks / 100).toFixed(2) }).total, kopecks);
    };
    fc.assert(fc.property(fc.nat(429_496_729_500), check), { numRuns: 20_000, seed: 10 });
  });
});

describe('the status of a receipt', () => {
  const STATUSES: readonly (readonly [string | null, string])[] = [
    ['done', 'issued'],
    ['success', 'issued'],
    ['SUCCESS', 'issued'],
    ['wait', 'pending'],
    ['Wait', 'pending'],
    ['fail', 'failed'],
    ['FAIL', 'failed'],
    ['error', 'failed'],
    [null, 'issued'],
    ['something new', 'issued'],
  ];

  for (const [status, expected] of STATUSES) {
    it(`${status} is ${expected} when the fiscal data is there`, () => {
      assert.equal(receiptWith({ status }).status, expected);
    });
  }

  for (const status of [null, 'wait', 'something new', '']) {
    it(`${status} is pending without the fiscal data`, () => {
      assert.equal(readReceipt({ status }, ZONE).status, 'pending');
      assert.equal(receiptWith({ status, fn_number: null }).status, 'pending');
    });
  }
});

/** A receipt reaches its reader as it came over the network: nothing in it is sure to be of its kind. */
describe('readReceipt with what is no receipt', () => {
  const lists: unknown = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
  const ODD: readonly unknown[] = [{}, [], ['5'], [5], true, false, { toString: 1, valueOf: 1 }, lists];

  for (const field of Object.keys(RAW)) {
    it(`finds nothing in an odd ${field}`, () => {
      const odd = field === 'error' ? ODD.filter((value) => !Array.isArray(value)) : ODD;
      for (const value of odd) assert.deepEqual(readOdd({ [field]: value }), readOdd({}));
    });
  }

  it('never throws, and gives text, kopecks and errors of text alone', () => {
    const anything = fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true });
    const shaped = fc.record(Object.fromEntries(Object.keys(RAW).map((field) => [field, anything])));
    fc.assert(fc.property(shaped, isReceipt), { numRuns: 5000, seed: 16 });
  });
});

const readOdd = (fields: object) => readReceipt(fields, ZONE);

function isReceipt(fields: object): void {
  const { status, time, total, errors, ...texts } = readOdd(fields);
  assert.match(status, /^(issued|pending|failed)$/);
  assert.ok(time === null || typeof time === 'object');
  assert.ok(total === null || (Number.isSafeInteger(total) && total >= 0));
  for (const error of errors) assert.equal(typeof error, 'string');
  for (const value of Object.values(texts)) assert.ok(value === null || typeof value === 'string');
}
