import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore } from '../../../src/server/index.ts';
import { breathe } from '../clock.ts';
import { CALLBACK_SECRET, CLAIM, openShop } from '../shop.ts';
import { html } from '../test-gateway.ts';

const HINT = { id: 1000, amount: 250.5, currency: 'RUB', uuid: 'invoice_123', payment_status: 'success' };

const DAY = 86_400_000;

/** A shop with open payments from id 1000 on, a stored callback for each, and nothing else due. */
async function sweptShop(payments: number) {
  const shop = openShop();
  for (let index = 0; index < payments; index += 1) {
    const uuid = `o${index}`;
    await shop.open({ ...CLAIM, uuid });
    await shop.store.putInbox({ key: uuid, gatewayId: 1000 + index, uuid, receivedAt: shop.clock.now() });
    const attempt = await shop.store.byUuid(uuid);
    assert.ok(attempt);
    await shop.store.update(attempt, { dueAt: null }, null);
  }
  const before = shop.gateway.reads.length;
  return { shop, reads: () => shop.gateway.reads.length - before };
}

describe('POST callback', () => {
  it('makes the signer ask the gateway, and the gateway’s answer is applied', async () => {
    const shop = openShop();
    await shop.open();
    shop.gateway.setStatus(1000, 3);
    assert.equal((await shop.callback(HINT)).status, 200);
    assert.equal(shop.paid.length, 1);
    assert.equal((await shop.callback(HINT)).status, 200);
    assert.equal(shop.paid.length, 1);
  });

  it('changes nothing by itself', async () => {
    const shop = openShop();
    const handle = await shop.open();
    for (const forged of [
      HINT,
      { ...HINT, amount: 1 },
      { uuid: 'invoice_123', payment_status: 'success' },
      { id: '1000', status: 3 },
    ]) {
      shop.clock.advance(2_000);
      assert.equal((await shop.callback(forged)).status, 200);
      assert.equal(await shop.look(handle), 0);
    }
    assert.equal(shop.paid.length, 0);
  });

  it('cannot give a foreign payment to an attempt of unknown outcome', async () => {
    const shop = openShop();
    shop.gateway.intercept = () => html(500);
    await shop.post();
    shop.gateway.intercept = (_, proceed) => proceed();
    await shop.open({ ...CLAIM, uuid: 'other' });
    shop.gateway.setStatus(1000, 3);
    assert.equal((await shop.callback({ id: 4711, uuid: 'invoice_123' })).status, 200);
    shop.clock.advance(2_000);
    const other = await shop.store.byUuid('other');
    assert.ok(other);
    await shop.store.update(other, { gatewayId: null }, null);
    assert.equal((await shop.callback({ id: 1000, uuid: 'invoice_123' })).status, 200);
    const attempt = await shop.store.byUuid('invoice_123');
    assert.deepEqual([attempt?.state, attempt?.gatewayId], ['UNKNOWN', null]);
    assert.equal((await shop.store.listInbox(9)).length, 2, 'the true payment may still come');
    assert.deepEqual([shop.paid, shop.alerts.filter(({ kind }) => kind === 'refund_due')], [[], []]);
  });

  it('finds the payment of an attempt whose create answer was lost', async () => {
    const shop = openShop();
    shop.gateway.intercept = (_, proceed) => (proceed(), html(500));
    await shop.post();
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.gateway.setStatus(1000, 3);
    assert.equal((await shop.callback(HINT)).status, 200);
    assert.equal((await shop.store.byUuid('invoice_123'))?.state, 'PAID');
    assert.equal(shop.paid.length, 1);
  });

  it('causes at most one question in two seconds; callbacks in between are stored and applied later', async () => {
    const shop = openShop();
    await shop.open();
    for (let times = 0; times < 50; times += 1) await shop.callback(HINT);
    assert.equal(shop.gateway.reads.length, 1);
    assert.equal((await shop.store.listInbox(99)).length, 1);
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(2_000);
    await shop.signer.reconcile();
    assert.equal(shop.paid.length, 1);
  });

  it('is stored when it matches no attempt or the gateway does not answer', async () => {
    const shop = openShop();
    assert.equal((await shop.callback(HINT)).status, 200);
    assert.equal((await shop.store.listInbox(9)).length, 1);
    const handle = await shop.open();
    shop.gateway.intercept = () => html();
    shop.clock.advance(2_000);
    await shop.callback({ ...HINT, id: undefined });
    assert.equal((await shop.store.listInbox(9)).length, 2);
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(2_000);
    assert.equal((await shop.signer.reconcile()).callbacks, 2);
    assert.deepEqual(await shop.store.listInbox(9), []);
    assert.equal(await shop.look(handle), 3);
  });

  it('is stored while the payment is still being created', async () => {
    const shop = openShop();
    shop.gateway.intercept = async (call, proceed) => {
      const answer = proceed();
      if (call.method === 'POST') assert.equal((await shop.callback(HINT)).status, 200);
      return answer;
    };
    assert.equal((await shop.post()).status, 201);
    assert.equal((await shop.store.listInbox(9)).length, 1);
  });

  it('is stored when the current question was answered before the payment changed', async () => {
    const shop = openShop();
    const handle = await shop.open();
    let answer = (): void => undefined;
    shop.gateway.intercept = (_, proceed) => {
      const old = proceed();
      return new Promise((resolve) => {
        answer = () => resolve(old);
      });
    };
    const look = shop.status(handle);
    await breathe();
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(10);
    const callback = shop.callback(HINT);
    await breathe();
    answer();
    assert.deepEqual([(await look).status, (await callback).status, shop.paid.length], [200, 200, 0]);
    assert.equal((await shop.store.listInbox(9)).length, 1);
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.clock.advance(2_000);
    await shop.signer.reconcile();
    assert.equal(shop.paid.length, 1);
  });

  it('is stored when the last question seems later only because the clock was set back', async () => {
    const shop = openShop();
    const handle = await shop.open();
    await shop.look(handle);
    shop.clock.advance(-3_600_000);
    shop.gateway.intercept = () => html(500);
    await shop.status(handle);
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.gateway.setStatus(1000, 3);
    assert.equal((await shop.callback(HINT)).status, 200);
    assert.equal((await shop.store.listInbox(9)).length, 1);
  });

  for (const [name, seen] of [
    ['a question of a signer whose clock is ahead', { checkedAt: 1_500, seenAt: 1_500 }],
    ['an unanswered question', { checkedAt: -500, seenAt: -60_000 }],
  ] as const) {
    it(`is not done by ${name} that is later than the callback`, async () => {
      const { shop } = await sweptShop(1);
      shop.clock.advance(60_000);
      const attempt = await shop.store.byUuid('o0');
      assert.ok(attempt);
      const now = shop.clock.now();
      const change = { checkedAt: now + seen.checkedAt, seenAt: now + seen.seenAt, dueAt: null };
      await shop.store.update(attempt, change, null);
      assert.equal((await shop.signer.reconcile()).callbacks, 0);
      assert.equal((await shop.store.listInbox(9)).length, 1);
    });
  }

  it('causes a question about the attempt’s own payment, whatever id it names', async () => {
    const shop = openShop();
    await shop.open();
    shop.gateway.setStatus(1000, 3);
    assert.equal((await shop.callback({ id: 4711, uuid: 'invoice_123' })).status, 200);
    assert.deepEqual(
      shop.gateway.reads.map(({ path }) => path),
      ['/v2/payments/1000'],
    );
    assert.equal(shop.paid.length, 1);
  });

  it('is one stored callback for each pair of id and uuid', async () => {
    const shop = openShop();
    for (const hint of [
      { id: 7 },
      { id: 7, uuid: 'a' },
      { id: 7, uuid: 'b' },
      { uuid: 'a' },
      { id: 7, uuid: 'a' },
    ])
      await shop.callback(hint);
    assert.equal((await shop.store.listInbox(9)).length, 4);
  });

  it('is kept for seven days, then dropped', async () => {
    const shop = openShop();
    await shop.callback(HINT);
    shop.clock.advance(7 * DAY);
    assert.equal((await shop.signer.reconcile()).callbacks, 0);
    assert.equal((await shop.store.listInbox(9)).length, 1);
    shop.clock.advance(1);
    assert.equal((await shop.signer.reconcile()).callbacks, 1);
    assert.deepEqual(await shop.store.listInbox(9), []);
  });

  it('is applied although 450 older callbacks match nothing', async () => {
    const shop = openShop();
    for (let id = 1; id <= 450; id += 1) await shop.callback({ id, uuid: `another system’s ${id}` });
    shop.clock.advance(1_000);
    shop.gateway.intercept = (_, proceed) => (proceed(), html(500));
    await shop.post();
    await shop.callback(HINT);
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.gateway.setStatus(1000, 3);
    const attempt = await shop.store.byUuid('invoice_123');
    assert.ok(attempt);
    await shop.store.update(attempt, { dueAt: null }, null);
    shop.clock.advance(2_000);
    assert.equal((await shop.signer.reconcile()).callbacks, 1);
    assert.equal(shop.paid.length, 1);
    assert.equal((await shop.store.listInbox(999)).length, 450);
  });

  it('is left for the next sweep after three unanswered questions in a row', async () => {
    const { shop, reads } = await sweptShop(9);
    shop.gateway.intercept = () => html(500);
    await shop.signer.reconcile();
    assert.equal(reads(), 3);
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.clock.advance(6_000);
    assert.equal((await shop.signer.reconcile()).callbacks, 9, 'those that were polled meanwhile, too');
    assert.deepEqual(await shop.store.listInbox(9), []);
  });

  it('is tried as long as fewer than three questions in a row stay unanswered', async () => {
    const { shop, reads } = await sweptShop(9);
    shop.gateway.intercept = ({ path }, proceed) => (/[258]$/.test(path) ? proceed() : html(500));
    assert.equal((await shop.signer.reconcile()).callbacks, 3);
    assert.equal(reads(), 9);
  });

  it('is refused with a uuid that a store could not keep', async () => {
    const shop = openShop();
    for (const uuid of ['\0', 'a\ud800', 'a b', 'x'.repeat(141), '\u200b']) {
      assert.equal((await shop.callback({ uuid })).status, 422);
      assert.equal((await shop.callback({ uuid, id: 7 })).status, 200);
    }
    assert.deepEqual(
      (await shop.store.listInbox(9)).map(({ uuid }) => uuid),
      [null],
    );
  });

  it('is answered with 503 when it cannot be stored', async () => {
    const store = memoryStore();
    const shop = openShop({ store });
    store.putInbox = async () => {
      throw new Error('disk full');
    };
    const answer = await shop.callback(HINT);
    assert.equal(answer.status, 503);
    assert.ok(answer.headers.has('Retry-After'));
  });

  it('is answered with 404 at any other address', async () => {
    const shop = openShop();
    const nowhere = await shop.send('/kvit/nowhere');
    for (const secret of ['', 'x', CALLBACK_SECRET.slice(1), `${CALLBACK_SECRET}/`, `${CALLBACK_SECRET}x`]) {
      const answer = await shop.callback(HINT, secret);
      assert.deepEqual([answer.status, answer.text], [404, nowhere.text]);
    }
    assert.equal((await shop.send('/kvit/callback/undefined')).status, 404);
    assert.equal((await shop.send(`/kvit/callback/${CALLBACK_SECRET}`)).status, 405);
    const { callbackSecret: _, ...closed } = shop.settings;
    const { createSigner } = await import('../../../src/server/index.ts');
    const request = new Request('https://shop.test/kvit/callback/undefined', { method: 'POST', body: '{}' });
    assert.equal((await createSigner(closed).fetch(request)).status, 404);
  });

  it('is refused when it names no payment', async () => {
    const shop = openShop();
    for (const [body, status] of [
      ['', 400],
      ['x', 400],
      ['null', 422],
      ['[]', 422],
      ['{"id":-1}', 422],
      ['{"id":{},"uuid":3}', 422],
      [' '.repeat(70_000), 413],
    ] as const) {
      assert.equal((await shop.callback(body)).status, status, body.slice(0, 20));
    }
    assert.deepEqual(await shop.store.listInbox(9), []);
  });
});
