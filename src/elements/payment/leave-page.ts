import { KvitError } from '../../domain/errors/kvit-error.ts';

/**
 * Navigates the top window to the payment page, since the gateway does not load in a frame.
 *
 * Browsers may forbid a frame to navigate the top window. Some allow it after a press, which the panel's button gives; a
 * sandboxed frame never may, so it opens a tab if the browser still allows one.
 *
 * @returns true if this page is about to unload
 */
export function leavePage(url: string): boolean {
  try {
    // `href` is the only property that a page of another origin may set
    (window.top ?? window).location.href = url;
    return true;
  } catch {
    sendTab(openTab(), url);
    return false;
  }
}

/** Opens a tab for the payment page. Some in-app browsers have no `window.open`. */
export const openTab = (): Window | null | undefined =>
  (window.open as typeof window.open | undefined)?.('', '_blank');

/** Navigates a tab to the payment page. @returns false if there is no such tab */
export function sendTab(tab: Window | null | undefined, url: string): boolean {
  if (!tab || tab.closed) return false;
  // the payment page must not have access to the shop's page
  tab.opener = null;
  tab.location.replace(url);
  return true;
}

/** The address that the buyer returns to: the page around the frame if this origin may read it, else this page. */
function currentAddress(): string {
  try {
    return window.top?.location.href ?? location.href;
  } catch {
    return location.href;
  }
}

/** The absolute return address. @param own the page's own choice @throws {KvitError} `misconfigured` if it is not an address */
export function returnAddress(own: string | undefined): string {
  try {
    return new URL(own ?? currentAddress(), location.href).href;
  } catch (cause) {
    throw new KvitError('misconfigured', 'website-url is not an address', { cause });
  }
}
