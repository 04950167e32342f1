import type { LitElement } from 'lit';

/** How much of the window's height is left free below the news. */
const ROOM = 0.1;

/**
 * Keeps the news of a payment in sight of whoever has just come back from paying, under a long cart too, until they touch
 * the page. Only the page itself is moved: neither one around a frame nor a box that hides what hangs out of it.
 */
export function showNews(host: LitElement): void {
  if (self !== top || scrollY > 0) return;
  let ours = scrollY;
  const show = async (): Promise<void> => {
    await host.updateComplete;
    const box = host.renderRoot.querySelector('.panel')?.getBoundingClientRect();
    const touched = navigator.userActivation?.hasBeenActive || document.hidden || scrollY !== ours;
    if (!box || touched || box.left >= innerWidth || box.right <= 0) return;
    const beyond = box.bottom - innerHeight * (1 - ROOM);
    if (beyond <= 0) return;
    scrollBy(0, Math.min(beyond, box.top));
    ours = scrollY;
  };
  host.addEventListener('kvit-change', () => void show());
  void show();
}
