/**
 * Help between the tabs of one browser. Some browsers lack it, frames may forbid it, and any page of this origin may interfere. It
 * therefore decides only how soon a tab asks, never what it shows.
 */

/** Calls `heard` on each hint of another tab. @returns a function that sends a hint */
export function shareHints(name: string, heard: () => void, signal: AbortSignal): () => void {
  if (signal.aborted) return () => undefined;
  try {
    const port = new BroadcastChannel(name);
    port.addEventListener('message', heard);
    signal.addEventListener('abort', () => port.close());
    return () => signal.aborted || port.postMessage(null);
  } catch {
    // without hints the other tabs find out by polling
    return () => undefined;
  }
}

/** Maximum time to unload; a page that is still there has not been left. Milliseconds. */
const UNLOAD_TIME = 30_000;

/**
 * Takes turns by a Web Lock. A hidden page gives its lock up, so that a visible one gets it. Without locks it is always this tab's
 * turn.
 *
 * @param changed is called with true if it is this tab's turn
 */
export function takeTurns(name: string, changed: (ours: boolean) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  let visible = new AbortController();
  const hold = async (held: AbortSignal): Promise<void> => {
    const keep = (): Promise<void> =>
      new Promise((resolve) => {
        if (held.aborted) return resolve();
        held.addEventListener('abort', () => resolve());
        changed(true);
      });
    try {
      await navigator.locks.request(name, { signal: held }, keep);
    } catch {
      if (!held.aborted) changed(true);
    }
  };
  const look = (): void => {
    visible.abort();
    // the task has ended or begun anew
    if (signal.aborted) return;
    visible = new AbortController();
    changed(false);
    if (!document.hidden) void hold(visible.signal);
  };
  const leave = (): void => {
    visible.abort();
    setTimeout(look, UNLOAD_TIME);
  };
  document.addEventListener('visibilitychange', look, { signal });
  // Firefox does not cache a page that holds a lock, and decides before the page is hidden
  addEventListener('beforeunload', leave, { signal });
  signal.addEventListener('abort', look);
  look();
}
