import { ATTEMPT_CASES } from './attempt-cases.ts';
import { EVENT_CASES } from './event-cases.ts';
import { RACE_CASES } from './race-cases.ts';
import { play, type OpenStore } from './scene.ts';
import { UPDATE_CASES } from './update-cases.ts';

/** Options of {@link storeContract}. */
export interface StoreContractOptions {
  /** declares one test: `test` of `node:test`, or `it` of Mocha, Jest or Vitest. A case fails by a rejected promise. */
  test: (name: string, run: () => Promise<void>) => unknown;
  /**
   * Opens a handle on the data of that name. A new name means empty data. A second call with the same name opens a second
   * handle on the same data, as another process would. Names match `/^[a-z0-9_]{1,40}$/`. The contract closes every handle.
   */
  open: OpenStore;
}

/**
 * Declares the tests that every `Store` must pass. They cover what the kit relies on for at most one payable page per
 * order, one fulfilment per order, and no lost callback.
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
