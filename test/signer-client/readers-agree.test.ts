import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { textOrNumber } from '../../src/domain/reading/fields.ts';
import { paymentMeaning } from '../../src/domain/contract/payment-status.ts';
import { Created, PaymentAnswer, ReceiptAnswer } from '../../src/domain/contract/wire.ts';
import { readCreated, readPayment, readReceipts } from '../../src/signer-client/answers.ts';
import { isHeaderText } from '../../src/signer-client/header-text.ts';

/** Values of an answer's field, of right and wrong types. */
const value = fc.oneof(
  fc.constantFrom(
    0,
    1,
    3,
    5,
    6,
    7,
    3.5,
    -1,
    '3',
    '33',
    '',
    'wait',
    'done',
    'urlpay',
    null,
    true,
    false,
    {},
    [],
  ),
  fc.string({ maxLength: 6 }),
);
const answers = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });

function accepted<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The browser has readers of its own; what the server's schemas say of an answer they must say too. */
describe('the browser’s readers and the server’s schemas', () => {
  it('accept the same created payments, except ids that no header can carry', () => {
    const check = (body: unknown): void => {
      const read = accepted(() => readCreated(body));
      const parsed = Created.safeParse(body).data;
      const id = textOrNumber(parsed?.id);
      const expected = isHeaderText(id) ? { kind: 'created', id, paymentUrl: parsed?.paymentUrl } : undefined;
      assert.deepEqual(read, expected, JSON.stringify(body));
    };
    fc.assert(fc.property(answers(['success', 'id', 'paymentUrl', 'more']), check), {
      numRuns: 5000,
      seed: 5,
    });
  });

  it('read the same meaning of a payment’s status', () => {
    const check = (payment: unknown, success: unknown): void => {
      const body = { success, payment };
      const parsed = PaymentAnswer.safeParse(body).data;
      const read = accepted(() => readPayment(body).meaning);
      if (parsed) assert.equal(read, paymentMeaning(parsed.payment.status), JSON.stringify(body));
      else if (success === false) assert.equal(read, undefined);
    };
    fc.assert(fc.property(answers(['status', 'id']), fc.constantFrom(undefined, true, false), check), {
      numRuns: 5000,
      seed: 6,
    });
  });

  it('count the same receipts as issued', () => {
    const items = fc.array(answers(['status', 'fn_number', 'fiscal_document_number', 'error']), {
      maxLength: 3,
    });
    const check = (list: unknown): void => {
      const { items: parsed } = ReceiptAnswer.parse({ items: list });
      const { receipts } = readReceipts({ items: list });
      const { receipts: again } = readReceipts({ items: parsed });
      assert.equal(receipts.length, again.length, JSON.stringify(list));
    };
    fc.assert(fc.property(items, check), { numRuns: 5000, seed: 7 });
  });
});
