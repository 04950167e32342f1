import type { StorageArea } from './storage/safe-storage.ts';

/** The outside world of a session: time, network, storage and the page. Tests and the simulation pass in their own. */
export interface World {
  /** milliseconds since 1970 */
  now(): number;
  /** 0 ≤ x < 1 */
  random(): number;
  /** a new random name that cannot be guessed */
  uuid(): string;
  /** Resolves after `ms` milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  readonly fetch: typeof fetch;
  /** storage that survives the redirect; `null` when the browser has none. @throws where cookies are blocked */
  readonly storage: StorageArea | null;
  /** true if the page is visible, online and not prerendered, so that a request makes sense */
  awake(): boolean;
  /** Calls the listener when the page comes back or another tab writes. @returns a function that stops it */
  onWake(listener: (wake: Wake) => void): () => void;
  /** Tells the other tabs with this signer to ask for news. The hint carries no data, since any page of the origin may send one. */
  hint(): void;
  /**
   * Shares a task that one tab does for all: one tab at a time has the turn.
   *
   * @param changed is called at once and on every change with true if it is this tab's turn
   * @param signal gives the turn up
   */
  takeTurns(name: string, changed: (ours: boolean) => void, signal: AbortSignal): void;
}

/**
 * The reason why a page looks again. `back`: restored from the back/forward cache; `look`: visible, focused or online again;
 * `storage`: another tab wrote; `hint`: another tab has news.
 */
export type Wake = 'back' | 'look' | 'storage' | 'hint';
