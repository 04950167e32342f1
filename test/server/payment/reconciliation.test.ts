import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore } from '../../../src/server/index.ts';
import { until } from '../clock.ts';
import { CLAIM, openShop } from '../shop.ts';
import { html, silence } from '../test-gateway.ts';

const HOUR = 3_600_000;
const NOTHING = { checked: 0, expired: 0, found: 0, unreachable: 0, callbacks: 0, delivered: 0, failed: 0 };

/** A shop whose create answer was lost after the gateway made the payment. */
async function lostShop(claim = CLAIM) {
  const shop = openShop();
  shop.gateway.intercept = (_, proceed) => (proceed(), html(500));
  await shop.post(claim);
  shop.gateway.intercept = (_, proceed) => proceed();
  return shop;
}

describe('reconcile', () => {
  it('has nothing to do in an empty shop', async () => {
    assert.deepEqual(await openShop().signer.reconcile(), NOTHING);
  });

  it('finds a payment whose buyer never came back', async () => {
    const shop = openShop();
    await shop.open();
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(HOUR);
    assert.deepEqual(await shop.signer.reconcile(), { ...NOTHING, checked: 1 });
    assert.equal(shop.paid.length, 1);
    assert.deepEqual(await shop.signer.reconcile(), NOTHING);
  });

  it('finds a lost create in the gateway’s list', async () => {
    const shop = await lostShop();
    shop.clock.advance(HOUR);
    assert.deepEqual(await shop.signer.reconcile(), { ...NOTHING, checked: 1, found: 1 });
    const attempt = await shop.store.byUuid('invoice_123');
    assert.deepEqual([attempt?.state, attempt?.gatewayId], ['ORPHANED', 1000]);
  });

  it('draws no conclusion from absence in the list, and does not take a payment with another amount', async () => {
    const shop = await lostShop();
    const payment = shop.gateway.payments.get(1000);
    assert.ok(payment);
    shop.gateway.payments.clear();
    shop.clock.advance(HOUR);
    await shop.signer.reconcile();
    shop.gateway.payments.set(1000, { ...payment, amount: '1.00' });
    shop.clock.advance(HOUR);
    await shop.signer.reconcile();
    assert.equal((await shop.store.byUuid('invoice_123'))?.state, 'UNKNOWN');
    shop.gateway.payments.set(1000, payment);
    shop.clock.advance(HOUR);
    assert.equal((await shop.signer.reconcile()).found, 1);
  });

  it('fetches the list once for many lost creates', async () => {
    const shop = openShop();
    shop.gateway.intercept = () => html(500);
    for (let index = 0; index < 5; index += 1) await shop.post({ ...CLAIM, uuid: `o${index}` });
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.clock.advance(HOUR);
    await shop.signer.reconcile();
    assert.deepEqual(
      shop.gateway.reads.map(({ path }) => path),
      ['/v2/payments'],
    );
  });

  it('makes an attempt UNKNOWN when its creator died', async () => {
    const shop = openShop();
    let reached = false;
    const fetch = () => {
      reached = true;
      return silence();
    };
    const dead = { ...shop.settings, fetch, sleep: () => new Promise<void>(() => undefined) };
    const { createSigner } = await import('../../../src/server/index.ts');
    void createSigner(dead).fetch(
      new Request('https://shop.test/kvit/payments', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(CLAIM),
      }),
    );
    await until(() => reached);
    assert.deepEqual(await shop.signer.reconcile(), NOTHING);
    shop.clock.advance(15_000);
    assert.equal((await shop.signer.reconcile()).expired, 1);
    assert.equal((await shop.store.byUuid('invoice_123'))?.state, 'UNKNOWN');
  });

  it('checks an ended attempt for two days, an open one for ever', async () => {
    const shop = openShop();
    await shop.open();
    await shop.open({ ...CLAIM, uuid: 'open' });
    shop.gateway.setStatus(1000, 4);
    for (let hour = 0; hour < 47; hour += 1) {
      shop.clock.advance(HOUR);
      await shop.signer.reconcile();
    }
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(2 * HOUR);
    await shop.signer.reconcile();
    shop.clock.advance(400 * 24 * HOUR);
    shop.gateway.setStatus(1001, 3);
    await shop.signer.reconcile();
    assert.deepEqual(
      shop.paid.map(({ order }) => order.uuid),
      ['invoice_123', 'open'],
    );
    assert.deepEqual(await shop.store.due(shop.clock.now() + 1e12, 9), []);
  });

  it('asks less and less often about a page that is not paid', async () => {
    const shop = openShop();
    await shop.open();
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      shop.clock.advance(60_000);
      await shop.signer.reconcile();
    }
    assert.ok(shop.gateway.reads.length < 130, `${shop.gateway.reads.length} questions`);
    assert.ok(shop.gateway.reads.length > 40);
  });

  it('stops asking a gateway that is down, and goes on when it is back', async () => {
    const shop = openShop();
    for (let index = 0; index < 9; index += 1) await shop.open({ ...CLAIM, uuid: `o${index}` });
    shop.clock.advance(HOUR);
    shop.gateway.intercept = () => html(500);
    const before = shop.gateway.reads.length;
    assert.equal((await shop.signer.reconcile()).unreachable, 3);
    assert.equal(shop.gateway.reads.length - before, 3);
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.clock.advance(HOUR);
    assert.equal((await shop.signer.reconcile()).checked, 9);
  });

  it('goes on as long as fewer than three questions in a row stay unanswered', async () => {
    const shop = openShop();
    for (let index = 0; index < 9; index += 1) await shop.open({ ...CLAIM, uuid: `o${index}` });
    shop.clock.advance(HOUR);
    shop.gateway.intercept = ({ path }, proceed) => (/[258]$/.test(path) ? proceed() : html(500));
    assert.deepEqual(await shop.signer.reconcile(), { ...NOTHING, checked: 3, unreachable: 6 });
  });

  it('does not find order 1 under the uuid of order 10, nor order 10 under that of order 1', async () => {
    for (const [order, other] of [
      ['1', '10'],
      ['10', '1'],
    ] as const) {
      const shop = await lostShop({ ...CLAIM, uuid: order });
      shop.gateway.change(1000, { uuid: other });
      shop.clock.advance(HOUR);
      assert.equal((await shop.signer.reconcile()).found, 0);
      assert.equal((await shop.store.byUuid(order))?.state, 'UNKNOWN');
    }
  });

  it('finds order 1 in the list behind order 10', async () => {
    const shop = await lostShop({ ...CLAIM, uuid: '1' });
    const payment = shop.gateway.payments.get(1000);
    assert.ok(payment);
    shop.gateway.payments.clear();
    shop.gateway.payments.set(1001, { ...payment, id: 1001, uuid: '10' });
    shop.gateway.payments.set(1000, payment);
    shop.clock.advance(HOUR);
    assert.equal((await shop.signer.reconcile()).found, 1);
  });

  it('leaves an attempt to its creator until the lease ends, even if it is due', async () => {
    const shop = openShop();
    shop.gateway.intercept = async (call, proceed) => {
      if (call.method !== 'POST') return proceed();
      const attempt = await shop.store.byUuid('invoice_123');
      assert.ok(attempt);
      await shop.store.update(attempt, { dueAt: shop.clock.now() }, null);
      assert.deepEqual(await shop.signer.reconcile(), NOTHING);
      return proceed();
    };
    await shop.post();
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('leaves the rest to the next run when the clock jumps back', async () => {
    const shop = openShop();
    for (const uuid of ['a', 'b', 'c']) await shop.open({ ...CLAIM, uuid });
    shop.clock.advance(HOUR);
    shop.gateway.intercept = (_, proceed) => {
      shop.clock.advance(-HOUR);
      return proceed();
    };
    assert.equal((await shop.signer.reconcile()).checked, 1);
  });

  it('ends after its current step when its signal aborts', async () => {
    const shop = openShop();
    for (const uuid of ['a', 'b', 'c']) await shop.open({ ...CLAIM, uuid });
    await shop.callback({ uuid: 'unknown' });
    shop.clock.advance(8 * 24 * HOUR);
    const stop = new AbortController();
    shop.gateway.intercept = (_, proceed) => {
      stop.abort();
      return proceed();
    };
    assert.deepEqual(await shop.signer.reconcile({ signal: stop.signal }), { ...NOTHING, checked: 1 });
    const { checked, callbacks } = await shop.signer.reconcile();
    assert.deepEqual([checked, callbacks], [2, 1]);
  });

  it('does the rest when one attempt or the whole store fails', async () => {
    const store = memoryStore();
    const shop = openShop({ store });
    await shop.open({ ...CLAIM, uuid: 'bad' });
    await shop.open({ ...CLAIM, uuid: 'good' });
    shop.clock.advance(HOUR);
    const update = store.update.bind(store);
    store.update = async (from, change, event) => {
      if (from.uuid === 'bad') throw new Error('disk error');
      return update(from, change, event);
    };
    assert.deepEqual(await shop.signer.reconcile(), { ...NOTHING, checked: 1, failed: 1 });
    store.due =
      store.listInbox =
      store.pendingEvents =
        async () => {
          throw new Error('gone');
        };
    assert.deepEqual(await shop.signer.reconcile(), { ...NOTHING, failed: 3 });
    assert.equal(shop.alerts.length, 4);
  });

  it('delivers nothing twice when two run at once', async () => {
    const shop = openShop();
    await shop.open();
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(HOUR);
    const { createSigner } = await import('../../../src/server/index.ts');
    const other = createSigner(shop.settings);
    await Promise.all([shop.signer.reconcile(), other.reconcile(), shop.signer.reconcile()]);
    assert.equal(shop.paid.length, 1);
    assert.equal(shop.gateway.reads.length, 1);
  });
});
