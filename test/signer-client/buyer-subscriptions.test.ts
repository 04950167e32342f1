import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readBuyerSubscriptions } from '../../src/signer-client/buyer-subscriptions.ts';

/** As UrlPay lists it. */
const BREAD = {
  id: 41,
  description: 'Хлеб каждую неделю',
  status: 1,
  amount: 390,
  start_date: '2026-11-01',
  next_pay_date: '2026-11-29T10:00:00Z',
  interval: 'Week',
};

const read = (...items: unknown[]) => readBuyerSubscriptions({ items });
const readOne = (fields: object) => read({ ...BREAD, ...fields })?.[0];

describe('readBuyerSubscriptions', () => {
  it('reads a subscription as UrlPay lists it', () => {
    assert.deepEqual(read(BREAD), [
      {
        id: '41',
        description: 'Хлеб каждую неделю',
        state: 'active',
        amount: 39_000,
        interval: 'Week',
        since: new Date('2026-11-01T00:00'),
        next: new Date('2026-11-29T10:00:00Z'),
      },
    ]);
  });

  it('leaves out an item without an id, which could not be ended', () => {
    for (const id of [undefined, null, '', 1.5, 2 ** 53, {}, true])
      assert.deepEqual(read({ ...BREAD, id }), []);
    assert.deepEqual(read(null, 7, 'x', []), []);
    assert.equal(readOne({ id: 's-7' })?.id, 's-7');
  });

  it('reads 1 as active, 0 as ended and any other status as unclear', () => {
    assert.deepEqual(
      [1, '1', 0, '0', 2, null, undefined, 'toString', { toString: 1, valueOf: 1 }].map(
        (status) => readOne({ status })?.state,
      ),
      ['active', 'active', 'ended', 'ended', 'unclear', 'unclear', 'unclear', 'unclear', 'unclear'],
    );
  });

  it('gives null for an unreadable amount, interval or date', () => {
    const odd = { amount: '1,5', interval: 'Year', start_date: 'soon', next_pay_date: '2026-13-45' };
    const { amount, interval, since, next } = readOne(odd) ?? {};
    assert.deepEqual([amount, interval, since, next], [null, null, null, null]);
  });

  it('gives null for an answer without a list', () => {
    for (const body of [undefined, null, 'x', 7, [], {}, { items: {} }])
      assert.equal(readBuyerSubscriptions(body), null);
  });

  it('never throws', () => {
    const check = (items: unknown): void => {
      for (const { state } of readBuyerSubscriptions({ items }) ?? [])
        assert.match(state, /^(active|ended|unclear)$/);
    };
    fc.assert(fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.constant(BREAD))), check), {
      numRuns: 1000,
      seed: 9,
    });
  });
});
