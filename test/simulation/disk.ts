type Stored = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What one browser keeps for the shop's origin, and whether it does. */
export class Disk {
  readonly entries = new Map<string, string>();
  blocked = false;

  /** The disk as one page sees it. @param wrote hears of every change that this page makes */
  seenBy(wrote: () => void): Stored {
    const { entries } = this;
    return {
      get length() {
        return entries.size;
      },
      key: (index) => [...entries.keys()][index] ?? null,
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => {
        entries.set(key, value);
        wrote();
      },
      removeItem: (key) => {
        if (entries.delete(key)) wrote();
      },
    };
  }
}
