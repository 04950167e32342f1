import assert from 'node:assert/strict';
import type { Attempt, OutboxEvent, Store } from '../index.ts';
import { sampleAttempt } from './sample.ts';

/** Opens a handle on the data of that name, which is empty at first. */
export type OpenStore = (name: string) => Store | Promise<Store>;

/** Two handles on the same data, as two processes have, and helpers that insert rows. */
export interface Scene {
  readonly store: Store;
  /** a second handle; for a store that lives in one process it may be the same object */
  readonly other: Store;
  /** Inserts an attempt; the case fails if the store refuses it. */
  insert(change?: Partial<Attempt>): Promise<Attempt>;
  /** Writes an event together with its attempt. */
  announce(event: OutboxEvent): Promise<void>;
}

/** Cases of the contract by their names. */
export type Cases = Readonly<Record<string, (scene: Scene) => Promise<void>>>;

/** A new name, usable for a file, a schema and a key. */
const freshName = (): string => `kvit_${crypto.randomUUID().replaceAll('-', '')}`;

/** Runs one case on fresh data, and always closes the handles. */
export async function play(open: OpenStore, act: (scene: Scene) => Promise<void>): Promise<void> {
  const name = freshName();
  const store = await open(name);
  const other = await open(name);
  const insert = async (change: Partial<Attempt> = {}): Promise<Attempt> => {
    const made = sampleAttempt(change);
    assert.equal(await store.insert(made), 'inserted');
    return made;
  };
  const announce = async (event: OutboxEvent): Promise<void> => {
    const stored = (await store.byUuid(event.attempt)) ?? (await insert({ uuid: event.attempt }));
    assert.equal((await store.update(stored, {}, event)).kind, 'updated');
  };
  try {
    await act({ store, other, insert, announce });
  } finally {
    for (const handle of new Set([store, other])) await handle.close();
  }
}
