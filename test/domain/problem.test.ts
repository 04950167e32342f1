import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { isWireCode, readProblem } from '../../src/domain/contract/problem.ts';

const NOTHING = { code: null, errors: [], id: null, order: undefined };

describe('readProblem', () => {
  it('reads RFC 9457 with a code', () => {
    const body = {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'The price has changed',
      code: 'price_changed',
      order: { uuid: 'a' },
    };
    assert.deepEqual(readProblem(body, 409), {
      ...NOTHING,
      code: 'price_changed',
      message: 'The price has changed',
      order: { uuid: 'a' },
    });
  });

  it('reads the payment that was made already', () => {
    for (const id of [17, '17']) assert.equal(readProblem({ code: 'already_paid', id }, 409).id, '17');
    assert.equal(readProblem({ code: 'already_paid', id: null }, 409).id, null);
  });

  it('reads a list of errors by field', () => {
    const errors = [{ field: 'items[2].vat_code', message: '8 is not a VAT code' }];
    assert.deepEqual(readProblem({ title: 'Bad order', errors }, 422), {
      ...NOTHING,
      message: 'Bad order',
      errors,
    });
  });

  it('reads UrlPay’s {error, status}', () => {
    const body = { error: 'param is missing or the value is empty: article', status: 422 };
    assert.deepEqual(readProblem(body, 422), { ...NOTHING, message: body.error });
  });

  it('reads UrlPay’s {status: "error", message}', () => {
    assert.deepEqual(readProblem({ status: 'error', message: 'Нет прав' }, 403), {
      ...NOTHING,
      message: 'Нет прав',
    });
  });

  it('reads UrlPay’s {success: false, message, errors}', () => {
    const body = {
      success: false,
      message: 'Ошибка',
      errors: { amount: ['too small', 'not a number'], uuid: ['taken'] },
    };
    assert.deepEqual(readProblem(body, 422), {
      ...NOTHING,
      message: 'Ошибка',
      errors: [
        { field: 'amount', message: 'too small not a number' },
        { field: 'uuid', message: 'taken' },
      ],
    });
  });

  it('prefers the detail, then the message, the error and the title', () => {
    const body = { title: 'title', error: 'error', message: 'message', detail: 'detail' };
    assert.equal(readProblem(body, 400).message, 'detail');
    assert.equal(readProblem({ ...body, detail: undefined }, 400).message, 'message');
    assert.equal(readProblem({ title: 'title', error: 'error' }, 400).message, 'error');
    assert.equal(readProblem({ title: 'title' }, 400).message, 'title');
  });

  const MUTE: readonly unknown[] = [
    '<html><body>502 Bad Gateway</body></html>',
    '',
    null,
    undefined,
    0,
    502,
    true,
    [],
    [{ message: 'hidden' }],
    {},
    { status: 502 },
    { message: { text: 'odd' } },
    { error: ['odd'] },
  ];

  for (const body of MUTE) {
    it(`gives the status alone for ${JSON.stringify(body)}`, () => {
      assert.deepEqual(readProblem(body, 502), { ...NOTHING, message: 'HTTP 502' });
    });
  }

  it('keeps what is readable beside a field that is not', () => {
    const odd = { code: 'already_paid', id: 17, detail: null, title: 5, errors: { amount: 'too small' } };
    assert.deepEqual(readProblem({ ...odd, message: 'Оплачено' }, 409), {
      ...NOTHING,
      code: 'already_paid',
      id: '17',
      message: 'Оплачено',
    });
    assert.equal(readProblem({ success: 'no', message: 'Ошибка', errors: ['plain'] }, 422).message, 'Ошибка');
    assert.deepEqual(readProblem({ message: 'Ошибка', errors: [] }, 422).errors, []);
  });

  it('does not touch the prototype', () => {
    const body: unknown = JSON.parse('{"message": "x", "errors": {"__proto__": ["polluted"], "a": ["b"]}}');
    readProblem(body, 422);
    assert.equal('polluted' in {}, false);
    assert.equal(Object.getPrototypeOf({}), Object.prototype);
  });

  it('never throws, and always has a message', () => {
    const anything = fc.anything({
      withBigInt: true,
      withNullPrototype: true,
      withSparseArray: true,
      withDate: true,
      withMap: true,
    });
    const fields = [
      'code',
      'title',
      'detail',
      'error',
      'message',
      'success',
      'errors',
      'id',
      'order',
      'status',
    ];
    const shaped = fc.record(Object.fromEntries(fields.map((field) => [field, anything])), {
      requiredKeys: [],
    });
    fc.assert(fc.property(fc.oneof(anything, shaped), isProblem), { numRuns: 20_000, seed: 12 });
  });
});

function isProblem(body: unknown): void {
  const { code, message, errors, id } = readProblem(body, 500);
  assert.equal(typeof message, 'string');
  assert.ok(code === null || typeof code === 'string');
  assert.ok(id === null || typeof id === 'string');
  for (const error of errors)
    assert.deepEqual([typeof error.field, typeof error.message], ['string', 'string']);
}

describe('isWireCode', () => {
  it('knows the signer’s codes and no other', () => {
    for (const code of [
      'bad_order',
      'price_changed',
      'already_paid',
      'gateway_unknown',
      'in_progress',
      'not_found',
    ]) {
      assert.ok(isWireCode(code), code);
    }
    for (const code of [null, '', 'ECONNRESET', 'network', 'misconfigured', 'toString', '__proto__']) {
      assert.equal(isWireCode(code), false, String(code));
    }
  });
});
