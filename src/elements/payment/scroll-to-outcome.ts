import type { LitElement, ReactiveController } from 'lit';

/** How much of the window's height is left free below the news. */
const ROOM = 0.1;

/** @returns what ends when the buyer touches the page, or the element is taken off it */
function untouched(host: LitElement): AbortSignal {
  const end = new AbortController();
  const { signal } = end;
  // where the page stands says nothing: the browser itself moves it a little when what is above the news changes
  for (const sign of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    addEventListener(sign, () => end.abort(), { signal, passive: true });
  const gone: ReactiveController = {
    // one that is moved about is back in the same go
    hostDisconnected: () => queueMicrotask(() => host.isConnected || end.abort()),
  };
  host.addController(gone);
  signal.addEventListener('abort', () => host.removeController(gone));
  return signal;
}

/**
 * Keeps the news of a payment in sight of whoever has just come back from paying, under a long cart too, until they
 * touch the page. Only the page itself is moved, or the dialog that it is in: neither the page around a frame nor a
 * box that hides what hangs out of it.
 */
export function showNews(host: LitElement): void {
  // taken off the page while this code was on its way
  if (!host.isConnected) return;
  const dialog = host.closest('dialog');
  /** nobody has moved the page, or begun with something on it, before this code came */
  const fresh = scrollY === 0 && document.activeElement === document.body;
  const signal = untouched(host);
  const show = async (): Promise<void> => {
    await host.updateComplete;
    const panel = host.renderRoot.querySelector('.panel');
    if (!panel || signal.aborted || document.hidden) return;
    if (dialog) return panel.scrollIntoView({ block: 'nearest' });
    const { top: above, bottom, left, right } = panel.getBoundingClientRect();
    const beyond = bottom - innerHeight * (1 - ROOM);
    if (self !== top || !fresh || left >= innerWidth || right <= 0 || beyond <= 0) return;
    scrollBy({ top: Math.min(beyond, above), behavior: 'instant' });
  };
  host.addEventListener('kvit-change', () => void show(), { signal });
  void show();
}
