import assert from 'node:assert/strict';
import type { Attempt, OutboxEvent, Store } from '../index.ts';
import { sampleAttempt } from './sample.ts';

/** Opens a handle on the data of that name, which is empty the first time. */
export type OpenStore = (name: string) => Store | Promise<Store>;

/** What a case has at hand: two handles on the same data, as two processes would have. */
export interface Scene {
  readonly store: Store;
  /** a second handle; for a store that lives in one process it may be the same object */
  readonly other: Store;
  /** Puts an attempt there, and fails the case if it cannot. */
  insert(change?: Partial<Attempt>): Promise<Attempt>;
  /** Puts an event there, with the write of an attempt that it belongs to. */
  announce(event: OutboxEvent): Promise<void>;
}

export type Cases = Readonly<Record<string, (scene: Scene) => Promise<void>>>;

/** Lower-case letters, digits and underscores, which are good for a file, a schema and a key alike; never used before. */
const freshName = (): string => `kvit_${crypto.randomUUID().replaceAll('-', '')}`;

/** Plays one case on fresh data and closes what it has opened, whatever comes of it. */
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
