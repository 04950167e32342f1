import type { LitElement, ReactiveController } from 'lit';

/** The share of the window's height that stays free below the outcome. */
const ROOM = 0.1;

/** @returns a signal that aborts when the buyer touches the page or the element leaves it */
function untouched(host: LitElement): AbortSignal {
  const end = new AbortController();
  const { signal } = end;
  // the scroll position is no sign, because the browser moves it when content above changes its height
  for (const sign of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    addEventListener(sign, () => end.abort(), { signal, passive: true });
  const gone: ReactiveController = {
    // an element that moves returns in the same task
    hostDisconnected: () => queueMicrotask(() => host.isConnected || end.abort()),
  };
  host.addController(gone);
  signal.addEventListener('abort', () => host.removeController(gone));
  return signal;
}

/**
 * Keeps the outcome of a payment in sight of a buyer who has just returned, even below a long cart, until the buyer touches
 * the page. It scrolls only the page or the dialog around the element, never the page around a frame or a box that clips its content.
 */
export function keepOutcomeInSight(host: LitElement): void {
  // the element left the page while this code was loading
  if (!host.isConnected) return;
  const dialog = host.closest('dialog');
  /** true if the buyer has not scrolled or focused anything before this code loaded */
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
