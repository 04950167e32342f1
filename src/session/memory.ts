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

  /** @param scope tells signers apart: the signer's address */
  constructor(world: World, scope: string) {
    this.#world = world;
    this.#prefix = `kvit:1:${scope}:`;
  }

  read(uuid: string): Remembered | null {
    return this.#fresh(this.#load(this.#prefix + uuid)) ?? this.#spare.get(uuid) ?? null;
  }

  /** The payment written last with this signer, for a return page that was told no order. */
  readLast(): Remembered | null {
    const found = [...this.#stored(), ...this.#spare.values()];
    return found.reduce<Remembered | null>((last, one) => (last && last.at >= one.at ? last : one), null);
  }

  write(remembered: Remembered): void {
    this.#spare.set(remembered.uuid, remembered);
    try {
      this.#world.storage?.setItem(this.#prefix + remembered.uuid, JSON.stringify(remembered));
    } catch {
      // full or blocked: the spare copy has to do
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
      return readRemembered(this.#world.storage?.getItem(key) ?? null);
    } catch {
      return null;
    }
  }

  #fresh(remembered: Remembered | null): Remembered | null {
    return remembered && remembered.at > this.#world.now() - LIFE ? remembered : null;
  }

  #stored(): Remembered[] {
    const { storage } = this.#world;
    try {
      const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '');
      const ours = keys
        .filter((key) => key.startsWith(this.#prefix))
        .map((key) => this.#fresh(this.#load(key)));
      return ours.filter((one) => one !== null);
    } catch {
      return [];
    }
  }
}
