const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True if a URL's host name is this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.has(hostname);

/** The hosts that payment pages may be on. */
export interface PayPageRules {
  /** allowed hosts, each as `URL.host` gives it: lower case, with the port unless it is the scheme's default */
  readonly hosts: readonly string[];
  /** also allow every port of this machine over http, for a page that is itself served from this machine */
  readonly anyLoopback?: boolean;
}

function parse(address: unknown): URL | null {
  try {
    return typeof address === 'string' ? new URL(address) : null;
  } catch {
    return null;
  }
}

/**
 * Checks the address of a payment page before a buyer is sent there: https, no user name or password, and a host *equal* to an
 * allowed one. Plain http is allowed on this machine only.
 *
 * @returns the address as the URL parser writes it, the only form to navigate to, or `null`
 */
export function payPage(address: unknown, { hosts, anyLoopback = false }: PayPageRules): string | null {
  const url = parse(address);
  if (!url) return null;
  const local = isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) return null;
  if (url.username || url.password) return null;
  return hosts.includes(url.host) || (local && anyLoopback) ? url.href : null;
}
