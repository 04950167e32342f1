import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Attempt, OutboxEvent, Store } from '../../src/server/index.ts';

export function attempt(change: Partial<Attempt> = {}): Attempt {
  const uuid = change.uuid ?? 'o1';
  return {
    uuid,
    order: 'o1',
    n: 1,
    handle: `handle-${uuid}`,
    state: 'CREATING',
    amount: 25_050,
    currency: 'rub',
    digest: 'digest',
    snapshot: '{"uuid":"o1"}',
    idempotencyKey: null,
    bodyHash: null,
    gatewayId: null,
    paymentUrl: null,
    lastStatus: null,
    leaseUntil: 1_795_251_615_000,
    checkedAt: 0,
    seenAt: 0,
    dueAt: 1_795_251_615_000,
    receiptsAt: 0,
    receipts: null,
    version: 1,
    createdAt: 1_795_251_600_000,
    updatedAt: 1_795_251_600_000,
    ...change,
  };
}

const paidEvent = (key: string, uuid = 'o1'): OutboxEvent => ({
  key,
  kind: 'paid',
  attempt: uuid,
  tries: 0,
  dueAt: 10,
});

/** What every store must do. @param open a fresh, empty store */
export function storeContract(name: string, open: () => Store): void {
  describe(name, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.close());

    const insert = async (change: Partial<Attempt> = {}): Promise<Attempt> => {
      const made = attempt(change);
      assert.equal(await store.insert(made), 'inserted');
      return made;
    };

    it('gives back what was put in, by every name', async () => {
      const made = await insert({ idempotencyKey: 'k', bodyHash: 'h', gatewayId: 77, dueAt: 1234.5 });
      assert.deepEqual(await store.byUuid('o1'), made);
      assert.deepEqual(await store.byHandle('handle-o1'), made);
      assert.deepEqual(await store.byIdempotencyKey('k'), made);
      assert.deepEqual(await store.byGatewayId(77), made);
      assert.deepEqual(await store.ofOrder('o1'), [made]);
    });

    it('has null and nothing for what it does not know', async () => {
      await insert();
      for (const found of [
        store.byUuid('x'),
        store.byHandle(''),
        store.byIdempotencyKey(''),
        store.byGatewayId(0),
        store.event('x'),
      ]) {
        assert.equal(await found, null);
      }
      assert.deepEqual(await store.ofOrder('x'), []);
    });

    it('refuses a second of the same n, key or uuid, and says which', async () => {
      await insert({ idempotencyKey: 'k' });
      assert.equal(await store.insert(attempt({ handle: 'h2' })), 'n_taken');
      assert.equal(
        await store.insert(attempt({ uuid: 'o1.2', n: 2, handle: 'h2', idempotencyKey: 'k' })),
        'key_taken',
      );
      assert.equal(await store.insert(attempt({ order: 'o2', handle: 'h2' })), 'uuid_taken');
      assert.equal((await store.ofOrder('o1')).length, 1);
      assert.deepEqual(await store.ofOrder('o2'), []);
    });

    it('lets one of many inserts win', async () => {
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) => store.insert(attempt({ handle: `h${index}` }))),
      );
      assert.equal(results.filter((result) => result === 'inserted').length, 1);
    });

    it('orders the attempts of an order by n', async () => {
      await insert();
      await insert({ uuid: 'o1.10', n: 10 });
      await insert({ uuid: 'o1.2', n: 2 });
      await insert({ uuid: 'o2', order: 'o2' });
      assert.deepEqual(
        (await store.ofOrder('o1')).map(({ n }) => n),
        [1, 2, 10],
      );
    });

    it('updates by compare-and-set', async () => {
      const made = await insert();
      const result = await store.update(
        made,
        { state: 'OPEN', gatewayId: 7, paymentUrl: 'https://x/' },
        null,
      );
      const expected = { ...made, state: 'OPEN', gatewayId: 7, paymentUrl: 'https://x/', version: 2 };
      assert.deepEqual(result, { kind: 'updated', attempt: expected });
      assert.deepEqual(await store.byGatewayId(7), expected);
      assert.deepEqual(await store.update(made, { state: 'UNKNOWN' }, null), { kind: 'conflict' });
      assert.deepEqual(await store.byUuid('o1'), expected);
    });

    it('lets one of many updates win', async () => {
      const made = await insert();
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) => store.update(made, { checkedAt: index }, null)),
      );
      assert.equal(results.filter(({ kind }) => kind === 'updated').length, 1);
    });

    it('has a conflict for an attempt that was never inserted', async () => {
      assert.deepEqual(await store.update(attempt(), { state: 'OPEN' }, null), { kind: 'conflict' });
    });

    it('refuses a second PAID of an order, and its event with it', async () => {
      const first = await insert();
      const second = await insert({ uuid: 'o1.2', n: 2 });
      const other = await insert({ uuid: 'o2', order: 'o2' });
      assert.equal((await store.update(first, { state: 'PAID' }, paidEvent('a'))).kind, 'updated');
      const refused = await store.update(second, { state: 'PAID', lastStatus: 3 }, paidEvent('b', 'o1.2'));
      assert.equal(refused.kind, 'paid_exists');
      assert.deepEqual(await store.byUuid('o1.2'), second);
      assert.equal(await store.event('b'), null);
      assert.equal((await store.update(other, { state: 'PAID' }, null)).kind, 'updated');
    });

    it('may write to a PAID attempt again', async () => {
      const made = await insert();
      const paid = await store.update(made, { state: 'PAID' }, null);
      assert.ok(paid.kind === 'updated');
      assert.equal((await store.update(paid.attempt, { receipts: '[]' }, null)).kind, 'updated');
    });

    it('writes no event with a conflict, and keeps the first of two with one key', async () => {
      const made = await insert();
      await store.update({ ...made, version: 9 }, {}, paidEvent('a'));
      assert.equal(await store.event('a'), null);
      const updated = await store.update(made, {}, paidEvent('a'));
      assert.ok(updated.kind === 'updated');
      await store.update(updated.attempt, {}, { ...paidEvent('a'), kind: 'refund' });
      assert.equal((await store.event('a'))?.kind, 'paid');
    });

    it('finds what is due, the longest due first', async () => {
      await insert({ dueAt: 300 });
      await insert({ uuid: 'o1.2', n: 2, dueAt: 100 });
      await insert({ uuid: 'o1.3', n: 3, dueAt: null });
      await insert({ uuid: 'o1.4', n: 4, dueAt: 200 });
      const due = async (now: number, limit: number) => (await store.due(now, limit)).map(({ n }) => n);
      assert.deepEqual(await due(300, 10), [2, 4, 1]);
      assert.deepEqual(await due(299, 10), [2, 4]);
      assert.deepEqual(await due(300, 1), [2]);
      assert.deepEqual(await due(99, 10), []);
    });

    it('keeps callbacks, each once, until they are dropped', async () => {
      const item = { key: 'a', gatewayId: 7, uuid: null, receivedAt: 1 };
      await store.putInbox(item);
      await store.putInbox({ ...item, receivedAt: 9 });
      await store.putInbox({ key: 'b', gatewayId: null, uuid: 'o1', receivedAt: 2 });
      assert.deepEqual(await store.listInbox(1), [item]);
      await store.dropInbox('a');
      await store.dropInbox('a');
      assert.deepEqual(
        (await store.listInbox(9)).map(({ key }) => key),
        ['b'],
      );
    });

    it('hands an event to one deliverer at a time, again when it is due again, and never after it was delivered', async () => {
      const event = paidEvent('a');
      await store.update(await insert(), {}, event);
      assert.deepEqual(await store.pendingEvents(9, 9), []);
      assert.deepEqual(await store.pendingEvents(10, 9), [event]);
      const claims = await Promise.all([store.claimEvent(event, 50), store.claimEvent(event, 50)]);
      assert.deepEqual(claims.toSorted(), [false, true]);
      assert.deepEqual(await store.pendingEvents(49, 9), []);
      const [again] = await store.pendingEvents(50, 9);
      assert.deepEqual(again, { ...event, tries: 1, dueAt: 50 });
      await store.finishEvent('a');
      assert.deepEqual(await store.pendingEvents(99, 9), []);
      assert.equal(await store.event('a'), null);
      assert.equal(await store.claimEvent({ ...event, tries: 1 }, 99), false);
    });
  });
}
