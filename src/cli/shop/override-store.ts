import type { Store } from '../../server/store/store.ts';

/** Replaces some methods of a store. */
export function overrideStore(store: Store, own: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      // `await` reads `then`, which a store does not have
      const method: unknown = own[name] ?? target[name];
      return typeof method === 'function' ? method.bind(name in own ? own : target) : method;
    },
  });
}
