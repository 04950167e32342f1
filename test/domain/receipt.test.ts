import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { qrText } from '../../src/domain/receipt/qr-text.ts';
import { readReceipt } from '../../src/domain/receipt/receipt.ts';
import type { RawReceipt } from '../../src/domain/contract/wire.ts';

const ZONE = 'Europe/Moscow';

const RAW: RawReceipt = {
  id: 1,
  ecr_registration_number: '0000000400054952',
  fiscal_document_attribute: 1_273_019_065,
  fiscal_document_number: 46_534,
  fiscal_receipt_number: 5001,
  fn_number: '9282440300682838',
  fns_site: 'https://www.nalog.gov.ru',
  receipt_datetime: '2020-09-24T15:37:00Z',
  shift_number: 12,
  total: 349.93,
  ofd_inn: '7704211201',
  ofd_receipt_url: 'https://ofd.example.com/receipt/1',
  status: 'success',
  error: [],
};

const QR = 't=20200924T1837&s=349.93&fn=9282440300682838&i=46534&fp=1273019065&n=1';

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

describe('qrText', () => {
  it('is the text of the tax service’s check', () => {
    assert.equal(qrWith({}), QR);
  });

  it('is the same from local time, from dots and from text', () => {
    assert.equal(qrWith({ receipt_datetime: '24.09.2020 18:37:00' }), QR);
    assert.equal(qrWith({ receipt_datetime: '2020-09-24T18:37:00+03:00' }), QR);
    assert.equal(qrWith({ total: '349.93', fiscal_document_number: '46534' }), QR);
  });

  it('has two decimals always', () => {
    assert.match(qrWith({ total: 1000.5 }) ?? '', /&s=1000\.50&/);
    assert.match(qrWith({ total: 5 }) ?? '', /&s=5\.00&/);
  });

  it('has the time of the register’s zone', () => {
    assert.match(qrText(readReceipt(RAW, 'Asia/Yekaterinburg')) ?? '', /^t=20200924T2037&/);
  });

  const PARTS = [
    'receipt_datetime',
    'total',
    'fn_number',
    'fiscal_document_number',
    'fiscal_document_attribute',
  ] as const;
  for (const part of PARTS) {
    it(`is null without ${part}`, () => {
      for (const missing of [null, undefined, '']) {
        const raw = { ...RAW };
        if (missing === undefined) delete raw[part];
        else raw[part] = missing;
        assert.equal(qrText(readReceipt(raw, ZONE)), null);
      }
    });
  }

  it('is null when a part is no number, or would bring in parts of its own', () => {
    for (const part of ['FN123456', '1&s=0.01', '1 ', '１', '12345678901234567']) {
      assert.equal(qrWith({ fn_number: part }), null);
      assert.equal(qrWith({ fiscal_document_number: part }), null);
      assert.equal(qrWith({ fiscal_document_attribute: part }), null);
    }
  });

  it('has its one form for any receipt of the schema, or is null', () => {
    const field = fc.option(fc.oneof(fc.string(), fc.double(), fc.integer(), fc.nat().map(String)));
    const receipts = fc.record({
      fn_number: field,
      fiscal_document_number: field,
      fiscal_document_attribute: field,
      total: field,
      receipt_datetime: fc.oneof(fc.string(), fc.constant('2020-09-24T15:37:00Z')),
    });
    const check = (json: object): void => {
      const qr = qrWith(json);
      if (qr !== null) assert.match(qr, /^t=\d{8}T\d{4}&s=\d+\.\d\d&fn=\d+&i=\d+&fp=\d+&n=1$/);
    };
    fc.assert(fc.property(receipts, check), { numRuns: 20_000, seed: 11 });
  });
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
