import { ATTEMPT_CASES } from './attempt-cases.ts';
import { EVENT_CASES } from './event-cases.ts';
import { RACE_CASES } from './race-cases.ts';
import { play, type OpenStore } from './scene.ts';
import { UPDATE_CASES } from './update-cases.ts';

export interface StoreContractOptions {
  /** declares one test: `test` of `node:test`, `it` of Mocha, Jest, Vitest … A case fails by a rejected promise. */
  test: (name: string, run: () => Promise<void>) => unknown;
  /**
   * Opens a handle on the data of that name. A name never seen before is empty data, and a second call with the same name is
   * another handle on the same data, as another process would have. Names match `/^[a-z0-9_]{1,40}$/`. Every handle is closed.
   */
  open: OpenStore;
}

/**
 * Declares the tests that every `Store` of the kit must pass: at most one payable page per order, one fulfilment, and no lost
 * callback all rest on them.
 *
 * ```ts
 * import { test } from 'node:test';
 * import { storeContract } from 'kvit/server/testing';
 *
 * storeContract({ test, open: (name) => myStore({ database: name }) });
 * ```
 */
export function storeContract({ test, open }: StoreContractOptions): void {
  for (const cases of [ATTEMPT_CASES, UPDATE_CASES, EVENT_CASES, RACE_CASES]) {
    for (const [name, act] of Object.entries(cases)) void test(name, () => play(open, act));
  }
}
