import type { Store } from '../../server/store/store.ts';

/** The same store with some of its methods replaced. */
export function storeWith(store: Store, own: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      // a promise that settles with a store asks it for `then`, which there is not
      const method: unknown = own[name] ?? target[name];
      return typeof method === 'function' ? method.bind(name in own ? own : target) : method;
    },
  });
}
