import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasStoredPayment } from '../../../src/session/storage/known-payment.ts';
import { PaymentStorage } from '../../../src/session/storage/payment-storage.ts';
import { SafeStorage } from '../../../src/session/storage/safe-storage.ts';
import { FakeStorage } from '../fake-storage.ts';
import { claimOf } from '../scene.ts';

const NOW = 1_800_000_000_000;
const WEEK = 604_800_000;
const KEY = 'kvit:1:https://shop.test/kvit:order-1';
const PAYMENT = {
  uuid: 'order-1',
  key: 'k1',
  answered: true,
  claim: claimOf(),
  id: 'p1',
  paymentUrl: null,
  at: NOW,
};

/** True if the payment of `uuid` is found when storage holds one text. */
function finds(text: string, { key = KEY, uuid = 'order-1', now = NOW } = {}): boolean {
  const area = new FakeStorage();
  area.setItem(key, text);
  return hasStoredPayment(new SafeStorage(() => area), uuid, now);
}

describe('hasStoredPayment', () => {
  it('finds a payment that a session has stored with any signer', () => {
    for (const scope of ['own', 'https://shop.test/kvit', 'https://shop.test:8443/kvit']) {
      const storage = new FakeStorage();
      new PaymentStorage({ storage, now: () => NOW }, scope).write(PAYMENT);
      const found = (uuid: string) => hasStoredPayment(new SafeStorage(() => storage), uuid, NOW);
      assert.deepEqual(
        [found('order-1'), found('order-2'), found('1'), found('')],
        [true, false, false, false],
      );
    }
  });

  it('does not count a press that made no payment', () => {
    assert.equal(finds(JSON.stringify({ ...PAYMENT, id: null })), false);
  });

  it('does not count a press whose text holds the words of a payment', () => {
    const description = '"id":"p1"';
    const text = JSON.stringify({ ...PAYMENT, id: null, claim: { ...claimOf(), description } });
    assert.equal(finds(text), false);
    assert.equal(finds('{"id":"p1"}'), false);
  });

  it('forgets a payment after a week', () => {
    assert.equal(finds(JSON.stringify(PAYMENT), { now: NOW + WEEK - 1 }), true);
    assert.equal(finds(JSON.stringify(PAYMENT), { now: NOW + WEEK }), false);
  });

  it('does not mistake an order whose number ends another one’s key', () => {
    const text = JSON.stringify({ ...PAYMENT, uuid: '7:order-1', claim: claimOf('7:order-1') });
    assert.equal(finds(text, { key: 'kvit:1:own:7:order-1' }), false);
    assert.equal(finds(text, { key: 'kvit:1:own:7:order-1', uuid: '7:order-1' }), true);
  });

  it('does not read keys of other scripts', () => {
    assert.equal(finds(JSON.stringify(PAYMENT), { key: 'shop:1:own:order-1' }), false);
  });

  for (const text of ['', '{', 'null', '[]', '1', '{"uuid":"order-1","key":1}', JSON.stringify([PAYMENT])]) {
    it(`finds nothing in ${text.slice(0, 30) || 'an empty text'}`, () => assert.equal(finds(text), false));
  }

  it('finds nothing when storage is blocked', () => {
    const storage = new SafeStorage(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    assert.equal(hasStoredPayment(storage, 'order-1', NOW), false);
  });
});
