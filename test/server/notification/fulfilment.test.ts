import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSigner } from '../../../src/server/index.ts';
import { until } from '../clock.ts';
import { openShop } from '../shop.ts';

describe('the paid event', () => {
  it('is delivered once, with the priced order', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    for (let times = 0; times < 3; times += 1) await shop.look(handle);
    await shop.signer.reconcile();
    assert.equal(shop.paid.length, 1);
    const [event] = shop.paid;
    assert.equal(event?.key, 'paid:invoice_123');
    assert.equal(event.order.amount, '250.50');
    assert.deepEqual(event.payment, { id: 1000, uuid: 'invoice_123', amount: '250.50', currency: 'rub' });
  });

  it('is repeated with the same key until the merchant takes it', async () => {
    let failures = 2;
    const keys: string[] = [];
    const shop = openShop({
      onPaid: async ({ key }) => {
        keys.push(key);
        failures -= 1;
        if (failures >= 0) throw new Error('the shop’s database is down');
      },
    });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    assert.equal(await shop.look(handle), 3);
    for (let times = 0; times < 5; times += 1) {
      shop.clock.advance(30_000);
      await shop.signer.reconcile();
    }
    assert.deepEqual(keys, ['paid:invoice_123', 'paid:invoice_123', 'paid:invoice_123']);
    assert.equal(shop.alerts.filter(({ kind }) => kind === 'delivery_failed').length, 2);
  });

  it('is delivered by the next status request when its first deliverer died, without cron', async () => {
    const keys: string[] = [];
    let alive = false;
    let begun = false;
    const onPaid = ({ key }: { key: string }): Promise<void> => {
      begun = true;
      if (!alive) return new Promise(() => undefined);
      keys.push(key);
      return Promise.resolve();
    };
    const shop = openShop({ onPaid });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    void shop.look(handle);
    await until(() => begun);
    alive = true;
    const other = openShop({ ...shop.settings, onPaid });
    const status = () => other.status(handle);
    assert.equal((await status()).status, 200);
    assert.deepEqual(keys, [], 'somebody may still be at it');
    shop.clock.advance(30_000);
    await status();
    await status();
    assert.deepEqual(keys, ['paid:invoice_123']);
  });

  it('has a refund alert beside it that the next status request delivers too', async () => {
    let failures = 1;
    const told: string[] = [];
    const shop = openShop({
      onAlert: (alert) => {
        if (alert.kind !== 'refund_due') return;
        failures -= 1;
        if (failures >= 0) throw new Error('the pager is down');
        told.push(alert.key);
      },
    });
    const handle = await shop.open();
    shop.gateway.change(1000, { amount: '1.00', status: 3 });
    await shop.look(handle);
    shop.clock.advance(30_000);
    await shop.status(handle);
    await shop.status(handle);
    assert.deepEqual(told, ['refund:invoice_123']);
  });

  it('is delivered by one process at a time, and by another if the first one died', async () => {
    let calls = 0;
    const shop = openShop({
      onPaid: () => {
        calls += 1;
        return new Promise<void>(() => undefined);
      },
    });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    void shop.look(handle);
    await until(() => calls === 1);
    const other = createSigner(shop.settings);
    await other.reconcile();
    assert.equal(calls, 1);
    shop.clock.advance(30_000);
    void other.reconcile();
    await until(() => calls === 2);
  });

  it('is not repeated for a second charge through an old page, which raises one refund alert', async () => {
    const shop = openShop();
    const old = await shop.open();
    shop.gateway.setStatus(1000, 4);
    await shop.look(old);
    const fresh = await shop.open();
    shop.gateway.setStatus(1001, 3);
    assert.equal(await shop.look(fresh), 3);
    shop.gateway.setStatus(1000, 3);
    assert.equal(await shop.look(old), 3);
    shop.clock.advance(60_000);
    await shop.signer.reconcile();
    await shop.look(old);
    assert.deepEqual(
      shop.paid.map(({ key }) => key),
      ['paid:invoice_123'],
    );
    assert.deepEqual(
      shop.alerts.map((alert) => [
        alert.kind,
        'key' in alert && alert.key,
        'reason' in alert && alert.reason,
      ]),
      [['refund_due', 'refund:invoice_123', 'duplicate']],
    );
    assert.equal((await shop.store.byHandle(old))?.state, 'DUP_PAID');
    assert.equal((await shop.post()).body['id'], fresh);
  });

  it('is delivered for a late authorisation after a decline or a cancellation', async () => {
    for (const status of [2, 4]) {
      const shop = openShop();
      const handle = await shop.open();
      shop.gateway.setStatus(1000, status);
      assert.equal(await shop.look(handle), status);
      shop.gateway.setStatus(1000, 3);
      assert.equal(await shop.look(handle), 3);
      shop.gateway.setStatus(1000, status);
      assert.equal(await shop.look(handle), 3);
      assert.equal(shop.paid.length, 1);
    }
  });

  it('is delivered when a hold is captured, and not when it ends', async () => {
    for (const [end, shown] of [
      [3, 3],
      [2, 2],
    ] as const) {
      const shop = openShop();
      const handle = await shop.open();
      shop.gateway.setStatus(1000, 5);
      assert.equal(await shop.look(handle), 5);
      assert.equal(shop.paid.length, 0);
      shop.gateway.setStatus(1000, end);
      assert.equal(await shop.look(handle), shown);
    }
  });
});
