/** Whether this browser remembers a payment, so that there is something to ask about at once. */
function remembers(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith('kvit:'));
  } catch {
    return false;
  }
}

/** Calls when the page has nothing better to do; at once when a payment is under way; never in a page nobody sees yet. */
export function whenIdle(call: () => void): void {
  const page = document as Document & { prerendering?: boolean };
  if (page.prerendering) {
    page.addEventListener('prerenderingchange', () => whenIdle(call), { once: true });
  } else if (remembers()) call();
  else if ('requestIdleCallback' in window) requestIdleCallback(call, { timeout: 2000 });
  else setTimeout(call, 200);
}
