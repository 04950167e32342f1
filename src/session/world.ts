/** All that a session takes from outside, so that a test or a simulation can own time, network and storage. */
export interface World {
  /** milliseconds since 1970 */
  now(): number;
  /** 0 ≤ x < 1 */
  random(): number;
  /** a fresh name that nobody can guess */
  uuid(): string;
  /** @param signal ends this one wait at once; what listens to it stays until it is gone */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  readonly fetch: typeof fetch;
  /** What survives the redirect, or `null` when the browser has none to give. @throws where cookies are blocked */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> | null;
  /** whether asking the network makes sense: visible, online, not prerendered */
  awake(): boolean;
  /** Hears that the page came back to life, or another tab wrote something. @returns how to stop hearing */
  onWake(listener: (wake: Wake) => void): () => void;
}

/** `back`: the page itself came back (bfcache); `look`: visible, focused or online again; `storage`: another tab wrote. */
export type Wake = 'back' | 'look' | 'storage';
