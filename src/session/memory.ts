import { readRemembered, type Remembered } from './remembered.ts';
import type { World } from './world.ts';

/** A receipt should still open a few days later. Milliseconds. */
const LIFE = 7 * 24 * 3_600_000;

/**
 * Keeps payments by signer and order. What the browser refuses to store is kept for the life of the page instead, so
 * that blocked or full storage never stands in the way of paying.
 */
export class Memory {
  readonly #world: World;
  readonly #prefix: string;
  readonly #spare = new Map<string, Remembered>();
  /** orders whose last record was not taken, so that what is stored of them is an older one */
  readonly #refused = new Set<string>();

  /** @param scope tells signers apart: the signer's address */
  constructor(world: World, scope: string) {
    this.#world = world;
    this.#prefix = `kvit:1:${scope}:`;
  }

  read(uuid: string): Remembered | null {
    const stored = this.#fresh(this.#load(this.#prefix + uuid));
    const spare = this.#spare.get(uuid) ?? null;
    if (stored && spare && this.#refused.has(uuid) && stored.at <= spare.at) return spare;
    return stored ?? spare;
  }

  /** The payment written last with this signer, for a return page that was told no order. A mere press is none. */
  readLast(): Remembered | null {
    const uuids = new Set([...this.#storedUuids(), ...this.#spare.keys()]);
    const found = Array.from(uuids, (uuid) => this.read(uuid)).filter(
      (one) => one !== null && one.id !== null,
    );
    return found.reduce((last, one) => (last && one && last.at >= one.at ? last : one), null);
  }

  write(remembered: Remembered): void {
    this.#spare.set(remembered.uuid, remembered);
    try {
      this.#world.storage?.setItem(this.#prefix + remembered.uuid, JSON.stringify(remembered));
      this.#refused.delete(remembered.uuid);
    } catch {
      // full or blocked: the spare copy has to do
      this.#refused.add(remembered.uuid);
    }
  }

  forget(uuid: string): void {
    this.#spare.delete(uuid);
    try {
      this.#world.storage?.removeItem(this.#prefix + uuid);
    } catch {
      // nothing was stored either
    }
  }

  #load(key: string): Remembered | null {
    try {
      const found = readRemembered(this.#world.storage?.getItem(key) ?? null);
      // one order's record under another one's name would show the wrong payment
      return found && this.#prefix + found.uuid === key ? found : null;
    } catch {
      return null;
    }
  }

  #fresh(remembered: Remembered | null): Remembered | null {
    return remembered && remembered.at > this.#world.now() - LIFE ? remembered : null;
  }

  #storedUuids(): string[] {
    try {
      const { storage } = this.#world;
      const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '');
      return keys.filter((key) => key.startsWith(this.#prefix)).map((key) => key.slice(this.#prefix.length));
    } catch {
      return [];
    }
  }
}
