import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore, type Attempt, type Store } from '../../../src/server/index.ts';
import { storeContract } from '../../../src/server/testing/index.ts';
import { breathe } from '../clock.ts';

/** The names of the cases that a store fails. */
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

/** The data of each name once, with some of a good store's methods spoilt. */
function spoilt(spoil: (good: Store) => Partial<Store>): (name: string) => Store {
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

/** What people get wrong, each of which has cost somebody money. */
const PLANTED: Record<string, (good: Store) => Partial<Store>> = {
  'looks first and inserts then': (good) => ({
    async insert(attempt) {
      const taken = (await good.ofOrder(attempt.order)).some(({ n }) => n === attempt.n);
      await breathe();
      if (taken) return 'n_taken';
      await good.insert({ ...attempt, n: attempt.n + Math.random() });
      return 'inserted';
    },
  }),
  'compares first and sets then': (good) => ({
    async update(from, change, event) {
      const stored = await good.byUuid(from.uuid);
      await breathe();
      if (stored?.version !== from.version) return { kind: 'conflict' };
      return good.update((await good.byUuid(from.uuid)) ?? from, change, event);
    },
  }),
  'sets without comparing': (good) => ({
    update: async (from, change, event) => good.update((await good.byUuid(from.uuid)) ?? from, change, event),
  }),
  'writes the event after the attempt, whatever became of it': (good) => ({
    async update(from, change, event) {
      const result = await good.update(from, change, null);
      const stored = await good.byUuid(from.uuid);
      if (event && stored) await good.update(stored, {}, event);
      return result;
    },
  }),
  'lets an order be paid twice': (good) => ({
    async update(from, change, event) {
      const result = await good.update(from, change, event);
      return result.kind === 'paid_exists'
        ? good.update(from, { ...change, state: 'DUP_PAID' }, event)
        : result;
    },
  }),
  'hands an event to everybody': () => ({ claimEvent: async () => true }),
  'hands an event to nobody': () => ({ claimEvent: async () => false }),
  'forgets that an event was delivered': () => ({ finishEvent: async () => undefined }),
  'takes names for equal that differ by case': (good) => ({
    insert: async (attempt) => good.insert(folded(attempt)),
    byHandle: async (handle) => good.byHandle(handle.toLowerCase()),
  }),
  'keeps money in a float of four bytes': (good) => ({
    insert: async (attempt) => good.insert({ ...attempt, amount: Math.fround(attempt.amount) }),
  }),
  'forgets what the buyer agreed to': (good) => ({
    insert: async (attempt) => good.insert({ ...attempt, consents: null }),
  }),
  'cuts the fraction of a time': (good) => ({
    due: async (now, limit) => good.due(Math.ceil(now), limit),
  }),
  'keeps a callback twice': (good) => ({
    putInbox: async (item) => good.putInbox({ ...item, key: `${item.key}${Math.random()}` }),
  }),
  'loses callbacks': () => ({ putInbox: async () => undefined }),
  'turns no pages': (good) => ({ listInbox: async (limit) => good.listInbox(limit) }),
  'sorts as text': (good) => ({
    ofOrder: async (order) =>
      (await good.ofOrder(order)).toSorted((a, b) => String(a.n).localeCompare(String(b.n))),
  }),
};

describe('the contract of stores', () => {
  it('is kept by a good store', async () => {
    assert.deepEqual(await failures(spoilt(() => ({}))), []);
  });

  for (const [bug, spoil] of Object.entries(PLANTED)) {
    it(`catches a store that ${bug}`, async () => {
      assert.notDeepEqual(await failures(spoilt(spoil)), []);
    });
  }
});
