/** Calls when the page has nothing better to do, and never in a page that nobody sees yet. */
export function whenIdle(call: () => void): void {
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', call, { once: true });
  } else if ('requestIdleCallback' in window) requestIdleCallback(call, { timeout: 500 });
  else setTimeout(call);
}
