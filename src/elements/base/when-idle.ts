/** Calls once the page is idle, or after 500 milliseconds. A prerendered page calls when it is shown. */
export function whenIdle(call: () => void): void {
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', call, { once: true });
  } else if ('requestIdleCallback' in window) requestIdleCallback(call, { timeout: 500 });
  else setTimeout(call);
}
