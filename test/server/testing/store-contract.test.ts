import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore, type Attempt, type Store } from '../../../src/server/index.ts';
import { storeContract } from '../../../src/server/testing/index.ts';
import { breathe } from '../clock.ts';

/** Names of the contract's cases that a store fails. */
async function failures(open: (name: string) => Store): Promise<string[]> {
  const runs: Promise<string | null>[] = [];
  const test = (name: string, run: () => Promise<void>): void => {
    runs.push(
      run().then(
        () => null,
        () => name,
      ),
    );
  };
  storeContract({ test, open });
  return (await Promise.all(runs)).filter((name) => name !== null);
}

/** Opens stores with some methods replaced by faulty ones. */
function faulty(spoil: (good: Store) => Partial<Store>): (name: string) => Store {
  const stores = new Map<string, Store>();
  return (name) => {
    const known = stores.get(name);
    if (known) return known;
    const good = memoryStore();
    const names = Object.getOwnPropertyNames(Object.getPrototypeOf(good)) as (keyof Store)[];
    const bound = names.map((key) => [key, (good[key] as () => unknown).bind(good)] as const);
    const store = { ...Object.fromEntries(bound), ...spoil(good) } as unknown as Store;
    stores.set(name, store);
    return store;
  };
}

const folded = (attempt: Attempt): Attempt => ({ ...attempt, handle: attempt.handle.toLowerCase() });

/** Common mistakes in stores. */
const PLANTED: Record<string, (good: Store) => Partial<Store>> = {
  'checks first and inserts later': (good) => ({
    async insert(attempt) {
      const taken = (await good.ofOrder(attempt.order)).some(({ n }) => n === attempt.n);
      await breathe();
      if (taken) return 'n_taken';
      await good.insert({ ...attempt, n: attempt.n + Math.random() });
      return 'inserted';
    },
  }),
  'compares first and updates later': (good) => ({
    async update(from, change, event) {
      const stored = await good.byUuid(from.uuid);
      await breathe();
      if (stored?.version !== from.version) return { kind: 'conflict' };
      return good.update((await good.byUuid(from.uuid)) ?? from, change, event);
    },
  }),
  'updates without comparing': (good) => ({
    update: async (from, change, event) => good.update((await good.byUuid(from.uuid)) ?? from, change, event),
  }),
  'writes the event even if the update fails': (good) => ({
    async update(from, change, event) {
      const result = await good.update(from, change, null);
      const stored = await good.byUuid(from.uuid);
      if (event && stored) await good.update(stored, {}, event);
      return result;
    },
  }),
  'lets an order be PAID twice': (good) => ({
    async update(from, change, event) {
      const result = await good.update(from, change, event);
      return result.kind === 'paid_exists'
        ? good.update(from, { ...change, state: 'DUP_PAID' }, event)
        : result;
    },
  }),
  'accepts every claim of an event': () => ({ claimEvent: async () => true }),
  'accepts no claim of an event': () => ({ claimEvent: async () => false }),
  'forgets deliveries': () => ({ finishEvent: async () => undefined }),
  'ignores case in names': (good) => ({
    insert: async (attempt) => good.insert(folded(attempt)),
    byHandle: async (handle) => good.byHandle(handle.toLowerCase()),
  }),
  'keeps money in a 32-bit float': (good) => ({
    insert: async (attempt) => good.insert({ ...attempt, amount: Math.fround(attempt.amount) }),
  }),
  'loses the buyer’s consents': (good) => ({
    insert: async (attempt) => good.insert({ ...attempt, consents: null }),
  }),
  'cuts fractions of a millisecond': (good) => ({
    due: async (now, limit) => good.due(Math.ceil(now), limit),
  }),
  'keeps a callback twice': (good) => ({
    putInbox: async (item) => good.putInbox({ ...item, key: `${item.key}${Math.random()}` }),
  }),
  'loses callbacks': () => ({ putInbox: async () => undefined }),
  'ignores where a page begins': (good) => ({ listInbox: async (limit) => good.listInbox(limit) }),
  'sorts numbers as text': (good) => ({
    ofOrder: async (order) =>
      (await good.ofOrder(order)).toSorted((a, b) => String(a.n).localeCompare(String(b.n))),
  }),
};

describe('storeContract', () => {
  it('accepts a correct store', async () => {
    assert.deepEqual(await failures(faulty(() => ({}))), []);
  });

  for (const [bug, spoil] of Object.entries(PLANTED)) {
    it(`catches a store that ${bug}`, async () => {
      assert.notDeepEqual(await failures(faulty(spoil)), []);
    });
  }
});
