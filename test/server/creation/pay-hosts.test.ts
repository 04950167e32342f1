import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLAIM, openShop } from '../shop.ts';

const HOSTILE: readonly unknown[] = [
  'https://gateway.test@evil.com/',
  'https://gateway.test:x@evil.com/',
  'https://user@gateway.test/',
  'https://gateway.test.evil.com/',
  'https://xgateway.test/',
  'https://gateway.test./',
  'https://gаteway.test/',
  'https://gateway.test:8443/',
  '//evil.com/',
  '/pay/1',
  'javascript:alert(1)',
  ' java\tscript:alert(1)',
  'data:text/html,hi',
  'blob:https://gateway.test/1',
  'http://gateway.test/pay',
  'http://127.0.0.1/pay',
  'file:///etc/passwd',
  'https://',
];

describe('the payment page’s address', () => {
  for (const address of HOSTILE) {
    it(`is refused: ${JSON.stringify(address)}`, async () => {
      const shop = openShop();
      shop.gateway.pageOf = () => address;
      const { status, body, text } = await shop.post();
      assert.deepEqual([status, body['code']], [502, 'pay_host_forbidden']);
      assert.equal(text.includes('evil'), false);
      assert.equal(shop.alerts[0]?.kind, 'pay_host_forbidden');
      const attempt = await shop.store.byUuid(CLAIM.uuid);
      assert.deepEqual([attempt?.state, attempt?.gatewayId, attempt?.paymentUrl], ['ORPHANED', 1000, null]);
    });
  }

  it('may be on one of payHosts, and is sent as the URL parser writes it', async () => {
    const shop = openShop({ payHosts: ['pay.bank.test', 'localhost:4020'] });
    shop.gateway.pageOf = (id) => (id === 1000 ? 'https://PAY.bank.test:443/a b' : 'http://localhost:4020/p');
    assert.equal((await shop.post()).body['paymentUrl'], 'https://pay.bank.test/a%20b');
    assert.equal((await shop.post({ ...CLAIM, uuid: 'two' })).body['paymentUrl'], 'http://localhost:4020/p');
  });

  it('is not released from the store once its host is no longer one of payHosts', async () => {
    const shop = openShop({ payHosts: ['pay.bank.test'] });
    shop.gateway.pageOf = () => 'https://pay.bank.test/1';
    assert.equal((await shop.post()).status, 201);
    const stricter = openShop({ ...shop.settings, payHosts: [] });
    const { status, body } = await stricter.post();
    assert.deepEqual([status, body['code'], body['paymentUrl']], [502, 'pay_host_forbidden', undefined]);
    assert.equal(shop.alerts[0]?.kind, 'pay_host_forbidden');
  });

  it('is sent in a spelling that every URL parser reads alike', async () => {
    const shop = openShop();
    shop.gateway.pageOf = () => 'https://gateway.test\\@evil.com/';
    assert.equal((await shop.post()).body['paymentUrl'], 'https://gateway.test/@evil.com/');
  });

  it('is checked although it is refused: a payment through it is found', async () => {
    const shop = openShop();
    shop.gateway.pageOf = () => 'https://evil.com/';
    await shop.post();
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(60_000);
    await shop.signer.reconcile();
    assert.equal(shop.paid.length, 1);
  });
});
