import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { RawReceipt } from '../../src/domain/contract/wire.ts';
import { qrText } from '../../src/domain/receipt/qr-text.ts';
import { readReceipt } from '../../src/domain/receipt/receipt.ts';
import { RAW, ZONE } from './raw-receipt.ts';

const QR = 't=20200924T1837&s=349.93&fn=9282440300682838&i=46534&fp=1273019065&n=1';

const qrWith = (fields: RawReceipt) => qrText(readReceipt({ ...RAW, ...fields }, ZONE));

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
