type StorageView = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The storage that one browser has for the shop's origin. */
export class BrowserStorage {
  readonly entries = new Map<string, string>();
  blocked = false;

  /** One page's view of the storage. @param onWrite called after every change that this page makes */
  viewFor(onWrite: () => void): StorageView {
    const { entries } = this;
    return {
      get length() {
        return entries.size;
      },
      key: (index) => [...entries.keys()][index] ?? null,
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => {
        entries.set(key, value);
        onWrite();
      },
      removeItem: (key) => {
        if (entries.delete(key)) onWrite();
      },
    };
  }
}
