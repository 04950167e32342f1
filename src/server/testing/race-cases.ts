import assert from 'node:assert/strict';
import type { Store } from '../index.ts';
import { sampleAttempt, sampleEvent } from './sample.ts';
import type { Cases, Scene } from './scene.ts';

/** Enough to catch a store that checks first and writes later. */
const ROUNDS = 20;
const RACERS = 10;

/** Runs `act` several times at once, half of them through each handle. */
const race = <T>({ store, other }: Scene, act: (handle: Store, index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: RACERS }, (_, index) => act(index % 2 ? store : other, index)));

const count = <T>(results: readonly T[], wanted: T): number =>
  results.filter((result) => result === wanted).length;

/** Two handles write at the same time. */
export const RACE_CASES: Cases = {
  'accepts one of several concurrent inserts with the same n': async (scene) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const order = `o${round}`;
      const results = await race(scene, (handle, index) =>
        handle.insert(sampleAttempt({ order, uuid: `${order}-${index}`, handle: `${round}-${index}` })),
      );
      assert.equal(count(results, 'inserted'), 1);
      assert.equal(count(results, 'n_taken'), RACERS - 1);
      const [stored, ...more] = await scene.store.ofOrder(order);
      assert.deepEqual(more, []);
      assert.equal(stored?.uuid, `${order}-${results.indexOf('inserted')}`);
    }
  },

  'accepts one of several concurrent inserts with the same idempotency key': async (scene) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const results = await race(scene, (handle, index) => {
        const uuid = `o${round}-${index}`;
        return handle.insert(sampleAttempt({ order: uuid, uuid, idempotencyKey: `k${round}` }));
      });
      assert.equal(count(results, 'inserted'), 1);
      assert.equal(count(results, 'key_taken'), RACERS - 1);
    }
  },

  'accepts one of several concurrent inserts with the same uuid': async (scene) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const results = await race(scene, (handle, index) =>
        handle.insert(
          sampleAttempt({ order: `o${round}-${index}`, uuid: `u${round}`, handle: `${round}-${index}` }),
        ),
      );
      assert.equal(count(results, 'inserted'), 1);
      assert.equal(count(results, 'uuid_taken'), RACERS - 1);
    }
  },

  'accepts one of several concurrent updates, and loses no write': async (scene) => {
    let stored = await scene.insert();
    for (let round = 0; round < ROUNDS; round += 1) {
      const from = stored;
      const results = await race(scene, (handle, index) => handle.update(from, { checkedAt: index }, null));
      const won = results.flatMap((result) => (result.kind === 'updated' ? [result.attempt] : []));
      assert.equal(won.length, 1);
      assert.deepEqual(await scene.other.byUuid('o1'), won[0]);
      assert.equal(won[0]?.version, from.version + 1);
      stored = won[0];
    }
  },

  'lets one of several attempts become PAID at the same time, and writes its event alone': async (scene) => {
    const { store, other, insert } = scene;
    for (let round = 0; round < ROUNDS; round += 1) {
      const order = `o${round}`;
      const attempts = await Promise.all(
        Array.from({ length: RACERS }, (_, index) => insert({ order, uuid: `${order}.${index}`, n: index })),
      );
      const results = await race(scene, async (handle, index) => {
        const attempt = attempts[index] ?? sampleAttempt();
        const result = await handle.update(
          attempt,
          { state: 'PAID' },
          sampleEvent(`e${round}`, attempt.uuid),
        );
        return result.kind;
      });
      assert.equal(count(results, 'updated'), 1);
      assert.equal(count(results, 'paid_exists'), RACERS - 1);
      const paid = (await other.ofOrder(order)).filter(({ state }) => state === 'PAID');
      assert.deepEqual(
        paid.map(({ uuid }) => uuid),
        [(await store.event(`e${round}`))?.attempt],
      );
    }
  },

  'accepts one of several concurrent claims of an event': async (scene) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const event = sampleEvent(`e${round}`);
      await scene.announce(event);
      const claims = await race(scene, (handle) => handle.claimEvent(event, 50 + round));
      assert.equal(count(claims, true), 1);
      assert.equal((await scene.store.event(event.key))?.tries, 1);
    }
  },

  'keeps a callback once when it arrives several times at once': async (scene) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const item = { key: `i${round}`, gatewayId: round, uuid: null, receivedAt: round };
      await race(scene, (handle) => handle.putInbox(item));
    }
    assert.equal((await scene.store.listInbox(99)).length, ROUNDS);
  },
};
