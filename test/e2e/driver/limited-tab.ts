import type { Tab } from './tab.ts';

/** A browser that has not answered for this long is stuck. Milliseconds. */
const STUCK = 300_000;

/** A tab whose every act ends: with an error that names the act when the browser does not answer. */
export function limitedTab(tab: Tab): Tab {
  return new Proxy(tab, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, target, args);
        return result instanceof Promise ? answered(String(name), result) : result;
      };
    },
  });
}

async function answered(act: string, result: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The browser gave no answer to ${act} within ${STUCK} ms`)),
      STUCK,
    );
  });
  try {
    return await Promise.race([result, stuck]);
  } finally {
    clearTimeout(timer);
  }
}
