import assert from 'node:assert/strict';
import { sampleEvent } from './sample.ts';
import type { Cases } from './scene.ts';

/** The inbox of callbacks and the outbox of events. */
export const EVENT_CASES: Cases = {
  'keeps each callback once until it is dropped': async ({ store, other }) => {
    const item = { key: 'a', gatewayId: 7, uuid: null, receivedAt: 1 };
    await store.putInbox(item);
    await other.putInbox({ ...item, receivedAt: 9 });
    await store.putInbox({ key: 'b', gatewayId: null, uuid: 'o1', receivedAt: 2.5 });
    assert.deepEqual(await other.listInbox(1), [item]);
    await store.dropInbox('a');
    await other.dropInbox('a');
    const left = await store.listInbox(9);
    assert.deepEqual(left, [{ key: 'b', gatewayId: null, uuid: 'o1', receivedAt: 2.5 }]);
  },

  'lists the inbox by pages, also while it shrinks': async ({ store }) => {
    const keys = ['e', 'b', 'd', 'a', 'c'];
    for (const key of keys) await store.putInbox({ key, gatewayId: 1, uuid: null, receivedAt: 5 });
    await store.putInbox({ key: 'z', gatewayId: 1, uuid: null, receivedAt: 4 });
    const first = await store.listInbox(3);
    assert.deepEqual(
      first.map(({ key }) => key),
      ['z', 'a', 'b'],
    );
    for (const { key } of first) await store.dropInbox(key);
    const second = await store.listInbox(9, first.at(-1));
    assert.deepEqual(
      second.map(({ key }) => key),
      ['c', 'd', 'e'],
    );
    assert.deepEqual(await store.listInbox(1, first.at(-1)), second.slice(0, 1));
    assert.deepEqual(await store.listInbox(9, second.at(-1)), []);
  },

  'lets one handle claim an event at a time, and none after delivery': async ({ store, other, announce }) => {
    const event = sampleEvent('a');
    await announce(event);
    assert.deepEqual(await store.pendingEvents(9, 9), []);
    assert.deepEqual(await other.pendingEvents(10, 9), [event]);
    assert.deepEqual(await other.event('a'), event);
    assert.equal(await store.claimEvent(event, 50), true);
    assert.equal(await other.claimEvent(event, 50), false);
    assert.deepEqual(await store.pendingEvents(49, 9), []);
    const again = { ...event, tries: 1, dueAt: 50 };
    assert.deepEqual(await other.pendingEvents(50, 9), [again]);
    await other.finishEvent('a');
    assert.deepEqual(await store.pendingEvents(1e15, 9), []);
    assert.equal(await store.event('a'), null);
    assert.equal(await store.claimEvent(again, 99), false);
  },

  'claims and finishes no other event': async ({ store, other, announce }) => {
    for (const key of ['a', 'b', 'c']) await announce(sampleEvent(key));
    assert.equal(await store.claimEvent(sampleEvent('a'), 50), true);
    await store.finishEvent('c');
    assert.deepEqual(await other.event('b'), sampleEvent('b'));
    assert.deepEqual(await other.event('a'), { ...sampleEvent('a'), tries: 1, dueAt: 50 });
    assert.equal(await other.event('c'), null);
  },

  'refuses a claim of an unknown event': async ({ store }) => {
    assert.equal(await store.claimEvent(sampleEvent('a'), 50), false);
    assert.equal(await store.event('a'), null);
  },

  'keeps the kind and the attempt of an event': async ({ store, other, announce }) => {
    const event = { key: 'k', kind: 'refund', attempt: 'o7', tries: 3, dueAt: 10.5 } as const;
    await announce(event);
    assert.deepEqual(await store.event('k'), event);
    assert.deepEqual(await other.pendingEvents(10.5, 1), [event]);
  },

  'ignores an event that was delivered already': async ({ store, announce }) => {
    await announce(sampleEvent('a'));
    await store.finishEvent('a');
    await announce(sampleEvent('a'));
    assert.equal(await store.event('a'), null);
    assert.deepEqual(await store.pendingEvents(1e15, 9), []);
  },

  'lists the events that are due, lowest dueAt first': async ({ store, announce }) => {
    for (const [key, dueAt] of [
      ['a', 30],
      ['b', 10],
      ['c', 20.5],
    ] as const) {
      await announce({ ...sampleEvent(key), dueAt });
    }
    const due = async (now: number, limit: number) =>
      (await store.pendingEvents(now, limit)).map(({ key }) => key);
    assert.deepEqual(await due(30, 9), ['b', 'c', 'a']);
    assert.deepEqual(await due(30, 2), ['b', 'c']);
    assert.deepEqual(await due(20, 9), ['b']);
  },
};
