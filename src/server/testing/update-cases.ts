import assert from 'node:assert/strict';
import type { AttemptChange } from '../index.ts';
import { sampleAttempt, sampleEvent } from './sample.ts';
import type { Cases } from './scene.ts';

/** Updates by compare-and-set, with the event that belongs to each. */
export const UPDATE_CASES: Cases = {
  'updates by compare-and-set': async ({ store, other, insert }) => {
    const made = await insert();
    const change = { state: 'OPEN', gatewayId: 7, paymentUrl: 'https://x/' } as const;
    const expected = { ...made, ...change, version: 2 };
    assert.deepEqual(await store.update(made, change, null), { kind: 'updated', attempt: expected });
    assert.deepEqual(await other.byGatewayId(7), expected);
    assert.deepEqual(await other.update(made, { state: 'UNKNOWN' }, null), { kind: 'conflict' });
    assert.deepEqual(await store.byUuid('o1'), expected);
  },

  'changes every field that may change, and no other': async ({ store, insert }) => {
    const made = await insert({ gatewayId: 1, paymentUrl: 'a', dueAt: 1, receipts: 'a', lastStatus: 0 });
    const all: Required<AttemptChange> = {
      state: 'HELD',
      gatewayId: Number.MAX_SAFE_INTEGER,
      paymentUrl: 'https://x/',
      lastStatus: 5,
      checkedAt: 1.5,
      seenAt: 2.5,
      dueAt: 3.5,
      receiptsAt: 4.5,
      receipts: '{}',
      updatedAt: 5.5,
    };
    const first = await store.update(made, all, null);
    assert.deepEqual(first, { kind: 'updated', attempt: { ...made, ...all, version: 2 } });
    assert.ok(first.kind === 'updated');
    const nothing = { gatewayId: null, paymentUrl: null, lastStatus: null, dueAt: null, receipts: null };
    const second = await store.update(first.attempt, nothing, null);
    const expected = { ...made, ...all, ...nothing, version: 3 };
    assert.deepEqual(second, { kind: 'updated', attempt: expected });
    assert.deepEqual(await store.byUuid('o1'), expected);
  },

  'changes no other attempt': async ({ store, other, insert }) => {
    const first = await insert();
    const sibling = await insert({ uuid: 'o1.2', n: 2 });
    const stranger = await insert({ uuid: 'o2', order: 'o2' });
    assert.equal((await store.update(first, { state: 'OPEN', gatewayId: 7 }, null)).kind, 'updated');
    assert.deepEqual(await other.byUuid('o1.2'), sibling);
    assert.deepEqual(await other.byUuid('o2'), stranger);
  },

  'reports a conflict for an attempt that was never inserted': async ({ store }) => {
    assert.deepEqual(await store.update(sampleAttempt(), { state: 'OPEN' }, null), { kind: 'conflict' });
    assert.equal(await store.byUuid('o1'), null);
  },

  'refuses a second PAID attempt of an order together with its event': async ({ store, other, insert }) => {
    const first = await insert();
    const second = await insert({ uuid: 'o1.2', n: 2 });
    const stranger = await insert({ uuid: 'o2', order: 'o2' });
    assert.equal((await store.update(first, { state: 'PAID' }, sampleEvent('a'))).kind, 'updated');
    const late = await other.update(second, { state: 'PAID', lastStatus: 3 }, sampleEvent('b', 'o1.2'));
    assert.deepEqual(late, { kind: 'paid_exists' });
    assert.deepEqual(await store.byUuid('o1.2'), second);
    assert.equal(await store.event('b'), null);
    assert.equal((await other.update(second, { state: 'DUP_PAID' }, null)).kind, 'updated');
    assert.equal((await store.update(stranger, { state: 'PAID' }, null)).kind, 'updated');
  },

  'updates a PAID attempt again': async ({ store, insert }) => {
    const paid = await store.update(await insert(), { state: 'PAID' }, null);
    assert.ok(paid.kind === 'updated');
    assert.equal((await store.update(paid.attempt, { receipts: '[]' }, null)).kind, 'updated');
  },

  'writes no event with a conflict, and keeps the first of two events with one key': async ({
    store,
    insert,
  }) => {
    const made = await insert();
    assert.equal((await store.update({ ...made, version: 9 }, {}, sampleEvent('a'))).kind, 'conflict');
    assert.equal(await store.event('a'), null);
    const updated = await store.update(made, {}, sampleEvent('a'));
    assert.ok(updated.kind === 'updated');
    const later = { key: 'a', kind: 'refund', attempt: 'o1', tries: 5, dueAt: 99 } as const;
    assert.equal((await store.update(updated.attempt, {}, later)).kind, 'updated');
    assert.deepEqual(await store.event('a'), sampleEvent('a'));
  },
};
