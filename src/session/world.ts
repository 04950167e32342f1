import type { StorageArea } from './storage/safe-storage.ts';

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
  readonly storage: StorageArea | null;
  /** whether asking the network makes sense: visible, online, not prerendered */
  awake(): boolean;
  /** Hears that the page came back to life, or another tab wrote something. @returns how to stop hearing */
  onWake(listener: (wake: Wake) => void): () => void;
  /** Tells the other tabs with this signer that looking is worth while. It says no more: they are not to believe it. */
  hint(): void;
  /**
   * Takes turns with the other tabs at something that one of them may as well do for all.
   *
   * @param changed whether it is this tab's turn now; at once, and whenever that changes
   * @param signal gives the turn up
   */
  takeTurns(name: string, changed: (ours: boolean) => void, signal: AbortSignal): void;
}

/**
 * `back`: the page itself came back (bfcache); `look`: visible, focused or online again; `storage`: another tab wrote;
 * `hint`: another tab says that there is news.
 */
export type Wake = 'back' | 'look' | 'storage' | 'hint';
