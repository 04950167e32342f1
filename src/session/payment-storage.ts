import { readStoredPayment, type StoredPayment } from './stored-payment.ts';
import type { World } from './world.ts';

/** A receipt should still open a few days later. Milliseconds. */
const LIFE = 7 * 24 * 3_600_000;

/**
 * Keeps payments by signer and order. What this page wrote it also keeps itself for as long as it lives, so that blocked
 * or full storage never stands in the way of paying.
 */
export class PaymentStorage {
  readonly #world: World;
  readonly #prefix: string;
  readonly #own = new Map<string, StoredPayment>();

  /** @param scope tells signers apart: the signer's address */
  constructor(world: World, scope: string) {
    this.#world = world;
    this.#prefix = `kvit:1:${scope}:`;
  }

  read(uuid: string): StoredPayment | null {
    return this.#read(this.#prefix + uuid);
  }

  /** The payment written last with this signer, for a return page that was told no order. A mere press is none. */
  readLast(): StoredPayment | null {
    const stored =
      this.#try((storage) => Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? '')) ?? [];
    const keys = [...this.#own.keys(), ...stored.filter((key) => key.startsWith(this.#prefix))];
    const found = keys.flatMap((key) => {
      const one = this.#read(key);
      return one?.id ? [one] : [];
    });
    return found.sort((one, other) => other.at - one.at)[0] ?? null;
  }

  write(record: StoredPayment): void {
    const key = this.#prefix + record.uuid;
    this.#own.set(key, record);
    this.#try((storage) => storage.setItem(key, JSON.stringify(record)));
  }

  forget(uuid: string): void {
    const key = this.#prefix + uuid;
    this.#own.delete(key);
    this.#try((storage) => storage.removeItem(key));
  }

  /** What is newer: this page's own record, or one that another tab or an earlier page has stored. */
  #read(key: string): StoredPayment | null {
    const own = this.#own.get(key) ?? null;
    const stored = this.#stored(key);
    return stored && !(own && own.at >= stored.at) ? stored : own;
  }

  #stored(key: string): StoredPayment | null {
    const found = this.#try((storage) => JSON.parse(storage.getItem(key) ?? 'null') as unknown);
    const stored = readStoredPayment(found);
    // one order's record under another one's name would show the wrong payment
    const fits = stored && this.#prefix + stored.uuid === key && stored.at > this.#world.now() - LIFE;
    return fits ? stored : null;
  }

  /** Storage throws where it is full or blocked, and what is stored need not be JSON. */
  #try<T>(act: (storage: NonNullable<World['storage']>) => T): T | null {
    try {
      const { storage } = this.#world;
      return storage && act(storage);
    } catch {
      return null;
    }
  }
}
