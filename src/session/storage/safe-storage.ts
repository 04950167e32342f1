/** The part of a browser's `Storage` that the kit uses. */
export type StorageArea = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * A browser's storage that never throws.
 *
 * Blocked cookies make `localStorage` itself throw, a full storage throws on writing, and a stored text may be anything. A read then
 * finds nothing, and a write is lost: storage is a convenience, and no payment depends on it.
 */
export class SafeStorage {
  readonly #open: () => StorageArea | null;

  /** @param open gives the storage, or throws, e.g. `() => sessionStorage` */
  constructor(open: () => StorageArea | null) {
    this.#open = open;
  }

  /** All keys; none when there is no storage. */
  get keys(): readonly string[] {
    const keysOf = (area: StorageArea): string[] =>
      Array.from({ length: area.length }, (_, index) => area.key(index) ?? '');
    return this.#attempt(keysOf) ?? [];
  }

  /** The text under a key, or `null`. */
  readText(key: string): string | null {
    return this.#attempt((area) => area.getItem(key));
  }

  /** The parsed JSON under a key; `null` when there is none or it is broken. It has to be checked by a reader. */
  readJson(key: string): unknown {
    return this.#attempt((area) => JSON.parse(area.getItem(key) ?? 'null') as unknown);
  }

  write(key: string, text: string): void {
    this.#attempt((area) => area.setItem(key, text));
  }

  remove(key: string): void {
    this.#attempt((area) => area.removeItem(key));
  }

  #attempt<T>(act: (area: StorageArea) => T): T | null {
    try {
      const area = this.#open();
      return area && act(area);
    } catch {
      return null;
    }
  }
}
