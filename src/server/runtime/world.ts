/** Calls out: the shape of the global `fetch` as the kit uses it. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** Everything the kit takes from outside, so that a test or a simulation can own it. */
export interface World {
  fetch: Fetch;
  /** ms since the epoch */
  now: () => number;
  /** resolves after `ms`, or at once when `signal` aborts; never rejects */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** that many unpredictable bytes */
  random: (bytes: number) => Uint8Array;
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}

/** The real world, with the given parts of it replaced. */
export function world(parts: { [Part in keyof World]?: World[Part] | undefined } = {}): World {
  return {
    // looked up per call, since a page of tests or an edge runtime may replace the global later
    fetch: parts.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    now: parts.now ?? Date.now,
    sleep: parts.sleep ?? sleep,
    random: parts.random ?? ((bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
  };
}
