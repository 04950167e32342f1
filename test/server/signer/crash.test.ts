import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSigner, memoryStore, type Store } from '../../../src/server/index.ts';
import { breathe, until } from '../clock.ts';
import { CLAIM, openShop, SHOP, type Shop } from '../shop.ts';

class Killed extends Error {}

/** Counts the awaits of outside calls. At the chosen one the process dies, before or after the call's effect. */
class Killer {
  steps = 0;
  readonly #at: number;
  readonly #after: boolean;

  constructor(at: number, after: boolean) {
    this.#at = at;
    this.#after = after;
  }

  get dead(): boolean {
    return this.steps >= this.#at;
  }

  async step<T>(effect: () => Promise<T>): Promise<T> {
    if (this.dead) return new Promise(() => undefined);
    this.steps += 1;
    if (!this.dead) return effect();
    if (this.#after) await effect();
    throw new Killed();
  }

  wrap(store: Store): Store {
    return new Proxy(store, {
      get: (target, name: keyof Store) => {
        const method = target[name].bind(target) as (...values: unknown[]) => Promise<unknown>;
        return (...values: unknown[]) => this.step(() => method(...values));
      },
    });
  }
}

/** Waits for the answer, or for the death of the process, which then never answers. */
async function orDeath(answer: Promise<Response>, killer: Killer): Promise<void> {
  let answered = false;
  void answer.then(() => {
    answered = true;
  });
  await until(() => answered || killer.dead);
  await breathe();
}

const pressed = (): Request =>
  new Request(`${SHOP}/kvit/payments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(CLAIM),
  });

async function crashOnce(at: number, after: boolean): Promise<{ shop: Shop; crashed: boolean }> {
  const store = memoryStore();
  const shop = openShop({ store });
  const killer = new Killer(at, after);
  const { gateway } = shop;
  const doomed = createSigner({
    ...shop.settings,
    store: killer.wrap(store),
    fetch: (input, init) => killer.step(() => gateway.fetch(input, init)),
  });
  await orDeath(doomed.fetch(pressed()), killer);
  return { shop, crashed: killer.dead };
}

describe('a kill at any await of POST payments', () => {
  for (const after of [false, true]) {
    it(`${after ? 'after' : 'before'} the effect never lets a uuid be POSTed twice, and the order can still be paid`, async () => {
      let at = 0;
      for (let crashed = true; crashed;) {
        at += 1;
        const run = await crashOnce(at, after);
        ({ crashed } = run);
        const { shop } = run;
        const answer = await shop.clock.run(shop.post());
        assert.equal(answer.status, 201, `kill ${at}`);
        const uuids = shop.gateway.createdUuids;
        assert.equal(new Set(uuids).size, uuids.length, `kill ${at}: ${uuids.join()}`);
        assert.ok(uuids.length <= 2);

        // every payment of the gateway is found once it is paid
        for (const { id } of shop.gateway.payments.values()) shop.gateway.setStatus(id, 3);
        shop.clock.advance(3_600_000);
        await shop.signer.reconcile();
        assert.equal(shop.paid.length, 1, `kill ${at}`);
        const refunds = shop.alerts.filter(({ kind }) => kind === 'refund_due');
        assert.equal(refunds.length, shop.gateway.payments.size - 1, `kill ${at}`);
      }
      assert.ok(at > 5, `only ${at} awaits`);
    });
  }
});

describe('a kill at any await of a status request that finds the payment paid', () => {
  for (const after of [false, true]) {
    it(`${after ? 'after' : 'before'} the effect loses no paid event and writes no second one`, async () => {
      let at = 0;
      for (let crashed = true; crashed;) {
        at += 1;
        const store = memoryStore();
        const keys: string[] = [];
        const shop = openShop({ store, onPaid: ({ key }) => void keys.push(key) });
        const handle = await shop.open();
        shop.gateway.setStatus(1000, 3);
        const killer = new Killer(at, after);
        const doomed = createSigner({
          ...shop.settings,
          store: killer.wrap(store),
          fetch: (input, init) => killer.step(() => shop.gateway.fetch(input, init)),
        });
        const request = new Request(`${SHOP}/kvit/payment`, { headers: { 'Kvit-Payment': handle } });
        await orDeath(doomed.fetch(request), killer);
        crashed = killer.dead;
        assert.equal(await shop.look(handle), 3);
        shop.clock.advance(60_000);
        await shop.signer.reconcile();
        assert.ok(keys.length >= 1, `kill ${at}`);
        assert.deepEqual(new Set(keys), new Set(['paid:invoice_123']));
        assert.deepEqual(await shop.store.pendingEvents(shop.clock.now() + 1e9, 9), []);
      }
      assert.ok(at > 4, `only ${at} awaits`);
    });
  }
});
