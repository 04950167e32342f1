import { KvitError } from '../../domain/errors/kvit-error.ts';

/**
 * Sends the buyer to the payment page with the whole window: the gateway refuses to be framed.
 *
 * A frame may not always lead its top page away. Some browsers want a press first, which the panel's button then brings;
 * a sandboxed frame never may, so it opens a tab, if the press still counts.
 *
 * @returns whether this page is being left
 */
export function leavePage(url: string): boolean {
  try {
    // of another origin's location nothing but this may be set
    (window.top ?? window).location.href = url;
    return true;
  } catch {
    sendTab(openTab(), url);
    return false;
  }
}

/** A tab for the payment page, where there is to be one: some in-app browsers come without `open` at all. */
export const openTab = (): Window | null | undefined =>
  (window.open as typeof window.open | undefined)?.('', '_blank');

/** @returns whether there is such a tab */
export function sendTab(tab: Window | null | undefined, url: string): boolean {
  if (!tab || tab.closed) return false;
  // the payment page must not reach back into the shop's
  tab.opener = null;
  tab.location.replace(url);
  return true;
}

/** Where the buyer comes back to: the page that a frame stands in, as far as it is ours to see. */
function here(): string {
  try {
    return window.top?.location.href ?? location.href;
  } catch {
    return location.href;
  }
}

/** @throws {KvitError} `misconfigured` */
export function returnAddress(own: string | undefined): string {
  try {
    return new URL(own ?? here(), location.href).href;
  } catch (cause) {
    throw new KvitError('misconfigured', 'website-url is not an address', { cause });
  }
}
