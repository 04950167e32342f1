import assert from 'node:assert/strict';
import { sampleAttempt, sampleEvent } from './sample.ts';
import type { Cases } from './scene.ts';

/** Inserts of attempts, and the ways to find them. */
export const ATTEMPT_CASES: Cases = {
  'finds an attempt by uuid, handle, key, gateway id and order': async ({ store, other, insert }) => {
    const made = await insert({ idempotencyKey: 'k', bodyHash: 'h', gatewayId: 77, dueAt: 1234.5 });
    for (const handle of [store, other]) {
      assert.deepEqual(await handle.byUuid('o1'), made);
      assert.deepEqual(await handle.byHandle('handle-o1'), made);
      assert.deepEqual(await handle.byIdempotencyKey('k'), made);
      assert.deepEqual(await handle.byGatewayId(77), made);
      assert.deepEqual(await handle.ofOrder('o1'), [made]);
    }
  },

  'keeps its own copies of what it is given': async ({ store }) => {
    const attempt = sampleAttempt();
    const event = sampleEvent('e');
    const item = { key: 'i', gatewayId: 7, uuid: null, receivedAt: 1 };
    const expected = { attempt: { ...attempt, version: 2 }, event: { ...event }, item: { ...item } };
    await store.insert(attempt);
    await store.update(attempt, {}, event);
    await store.putInbox(item);
    Object.assign(attempt, { state: 'PAID' });
    Object.assign(event, { tries: 9 });
    Object.assign(item, { gatewayId: 9 });
    assert.deepEqual(await store.byUuid('o1'), expected.attempt);
    assert.deepEqual(await store.event('e'), expected.event);
    assert.deepEqual(await store.listInbox(1), [expected.item]);
  },

  'keeps every digit of a number': async ({ store, insert }) => {
    const made = await insert({
      // the largest order: a hundred lines of 42 949 672.95
      amount: 429_496_729_500,
      gatewayId: Number.MAX_SAFE_INTEGER,
      lastStatus: -3.5,
      checkedAt: 1_795_251_600_000.125,
      dueAt: 8.64e15,
    });
    assert.deepEqual(await store.byGatewayId(Number.MAX_SAFE_INTEGER), made);
    assert.deepEqual(await store.due(8.64e15, 1), [made]);
  },

  'keeps every character of a text': async ({ store, insert }) => {
    const snapshot = JSON.stringify({ text: '\0\ud800 «Ё» 🥐 \\ \' " ${x} %s ? $1 -- \r\n ' }).repeat(900);
    const made = await insert({ uuid: 'счёт-№1/🥐', snapshot, digest: ' a ', receipts: '' });
    assert.deepEqual(await store.byUuid('счёт-№1/🥐'), made);
  },

  'keeps the buyer’s consents through later updates': async ({ store, other, insert }) => {
    const consents = JSON.stringify([{ kind: 'offer', text: 'Я «принимаю» \0 \ud800 оферту' }]);
    const made = await insert({ consents });
    assert.deepEqual(await other.byHandle('handle-o1'), made);
    const paid = await other.update(made, { state: 'PAID' }, null);
    assert.deepEqual(paid, { kind: 'updated', attempt: { ...made, state: 'PAID', version: 2 } });
    assert.equal((await store.byUuid('o1'))?.consents, consents);
  },

  'distinguishes names that differ only in case or spaces': async ({ store, insert }) => {
    await insert({ handle: 'Handle', idempotencyKey: 'Key', uuid: 'Uuid', order: 'Order' });
    for (const name of ['handle', 'Handle ', 'key', 'Key ', 'uuid', 'Uuid ', 'order', 'Order ', "' OR 1=1"]) {
      assert.equal(await store.byHandle(name), null);
      assert.equal(await store.byIdempotencyKey(name), null);
      assert.equal(await store.byUuid(name), null);
      assert.deepEqual(await store.ofOrder(name), []);
    }
    await insert({ handle: 'handle', idempotencyKey: 'key', uuid: 'uuid', order: 'order' });
  },

  'returns null or an empty list for unknown names': async ({ store, insert }) => {
    await insert();
    assert.equal(await store.byUuid('x'), null);
    assert.equal(await store.byHandle(''), null);
    assert.equal(await store.byIdempotencyKey(''), null);
    assert.equal(await store.byGatewayId(0), null);
    assert.equal(await store.event('x'), null);
    assert.deepEqual(await store.ofOrder('x'), []);
    assert.deepEqual(await store.due(0, 9), []);
    assert.deepEqual(await store.listInbox(9), []);
    assert.deepEqual(await store.pendingEvents(1e15, 9), []);
  },

  'refuses a second attempt with the same n, key or uuid, and says which': async ({ store, insert }) => {
    await insert({ idempotencyKey: 'k' });
    const insertOf = (change: object) => store.insert(sampleAttempt({ handle: 'h2', ...change }));
    assert.equal(await insertOf({ idempotencyKey: 'k' }), 'n_taken');
    assert.equal(await insertOf({ uuid: 'o1.2', n: 2, idempotencyKey: 'k' }), 'key_taken');
    assert.equal(await insertOf({ order: 'o2', idempotencyKey: 'k' }), 'key_taken');
    assert.equal(await insertOf({ order: 'o2' }), 'uuid_taken');
    assert.equal((await store.ofOrder('o1')).length, 1);
    assert.deepEqual(await store.ofOrder('o2'), []);
    assert.equal(await store.byHandle('h2'), null);
  },

  'throws for a handle that is taken, since it would show one buyer the payment of another': async ({
    store,
    insert,
  }) => {
    const made = await insert({ handle: 'h' });
    await assert.rejects(store.insert(sampleAttempt({ uuid: 'o2', order: 'o2', handle: 'h' })));
    assert.deepEqual(await store.byHandle('h'), made);
    assert.equal(await store.byUuid('o2'), null);
  },

  'finds the oldest of several attempts with one gateway id': async ({ store, insert }) => {
    await insert({ gatewayId: 7, createdAt: 200.5 });
    const oldest = await insert({ uuid: 'o2', order: 'o2', gatewayId: 7, createdAt: 100 });
    await insert({ uuid: 'o3', order: 'o3', gatewayId: 7, createdAt: 300 });
    assert.deepEqual(await store.byGatewayId(7), oldest);
  },

  'accepts several attempts without a key': async ({ store, insert }) => {
    await insert();
    await insert({ uuid: 'o1.2', n: 2 });
    assert.equal((await store.ofOrder('o1')).length, 2);
  },

  'lists the attempts of an order by n': async ({ store, insert }) => {
    await insert();
    await insert({ uuid: 'o1.10', n: 10 });
    await insert({ uuid: 'o1.2', n: 2 });
    await insert({ uuid: 'o2', order: 'o2' });
    const found = await store.ofOrder('o1');
    assert.deepEqual(
      found.map(({ n }) => n),
      [1, 2, 10],
    );
  },

  'lists the attempts that are due, lowest dueAt first': async ({ store, insert }) => {
    await insert({ dueAt: 300 });
    await insert({ uuid: 'o1.2', n: 2, dueAt: 100 });
    await insert({ uuid: 'o1.3', n: 3, dueAt: null });
    await insert({ uuid: 'o1.4', n: 4, dueAt: 200.5 });
    const due = async (now: number, limit: number) => (await store.due(now, limit)).map(({ n }) => n);
    assert.deepEqual(await due(300, 10), [2, 4, 1]);
    assert.deepEqual(await due(299.5, 10), [2, 4]);
    assert.deepEqual(await due(200, 10), [2]);
    assert.deepEqual(await due(300, 1), [2]);
    assert.deepEqual(await due(99, 10), []);
  },
};
