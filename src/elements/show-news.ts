import type { LitElement } from 'lit';

/** How much of the window's height is left free below the news. */
const ROOM = 0.1;

/**
 * Keeps the news of a payment in sight of whoever has just come back from paying, under a long cart too, until they touch
 * the page. Only the page itself is moved, or the dialog that it is in: neither the page around a frame nor a box that
 * hides what hangs out of it.
 */
export function showNews(host: LitElement): void {
  const dialog = host.closest('dialog');
  /** nobody has moved the page, or begun with something on it, before this code came */
  const fresh = scrollY === 0 && document.activeElement === document.body;
  let touched = false;
  // where the page stands says nothing: the browser itself moves it a little when what is above the news changes
  for (const sign of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    addEventListener(sign, () => (touched = true), { once: true, passive: true });
  const show = async (): Promise<void> => {
    await host.updateComplete;
    const panel = host.renderRoot.querySelector('.panel');
    if (!panel || touched || document.hidden) return;
    if (dialog) return panel.scrollIntoView({ block: 'nearest' });
    const { top: above, bottom, left, right } = panel.getBoundingClientRect();
    const beyond = bottom - innerHeight * (1 - ROOM);
    if (self !== top || !fresh || left >= innerWidth || right <= 0 || beyond <= 0) return;
    scrollBy({ top: Math.min(beyond, above), behavior: 'instant' });
  };
  host.addEventListener('kvit-change', () => void show());
  void show();
}
