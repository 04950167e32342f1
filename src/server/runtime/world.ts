/** An HTTP client: the global `fetch` as the kit calls it. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** The outside world of the kit. Each part is an option, so that a test or a simulation can replace it. */
export interface World {
  /** calls the gateway */
  fetch: Fetch;
  /** ms since the epoch */
  now: () => number;
  /** resolves after `ms`, or at once if `signal` aborts; never rejects */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** gives so many unpredictable bytes */
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

/** The real world, with the given parts replaced. */
export function world(parts: { [Part in keyof World]?: World[Part] | undefined } = {}): World {
  return {
    // the global is read for each call, because a test or an edge runtime may replace it later
    fetch: parts.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    now: parts.now ?? Date.now,
    sleep: parts.sleep ?? sleep,
    random: parts.random ?? ((bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
  };
}
