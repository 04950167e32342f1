/**
 * What tabs of one browser do for one another. All of it is courtesy: browsers lack it, frames forbid it, and any page of
 * this origin can meddle with it. So it decides how soon something is asked, and never what is shown.
 */

/** Hears the hints of other tabs. @returns how to give one */
export function shareHints(name: string, heard: () => void, signal: AbortSignal): () => void {
  if (signal.aborted) return () => undefined;
  try {
    const port = new BroadcastChannel(name);
    port.addEventListener('message', heard);
    signal.addEventListener('abort', () => port.close());
    return () => signal.aborted || port.postMessage(null);
  } catch {
    // then it is found out a little later, by asking
    return () => undefined;
  }
}

/** By when a page is gone that is being left, if it is left at all. Milliseconds. */
const LEAVING = 30_000;

/**
 * Takes turns by a lock, which a hidden page must not keep from those that are seen. Where there are no locks it is always
 * this tab's turn.
 */
export function takeTurns(name: string, changed: (ours: boolean) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  let seen = new AbortController();
  const hold = async (mine: AbortSignal): Promise<void> => {
    const keep = (): Promise<void> =>
      new Promise((resolve) => {
        if (mine.aborted) return resolve();
        mine.addEventListener('abort', () => resolve());
        changed(true);
      });
    try {
      await navigator.locks.request(name, { signal: mine }, keep);
    } catch {
      if (!mine.aborted) changed(true);
    }
  };
  const look = (): void => {
    seen.abort();
    // whoever asked may have begun anew since
    if (signal.aborted) return;
    seen = new AbortController();
    changed(false);
    if (!document.hidden) void hold(seen.signal);
  };
  const leave = (): void => {
    seen.abort();
    setTimeout(look, LEAVING);
  };
  document.addEventListener('visibilitychange', look, { signal });
  // Firefox keeps no page for Back that has a lock, and does not wait until it is hidden to find that out
  addEventListener('beforeunload', leave, { signal });
  signal.addEventListener('abort', look);
  look();
}
