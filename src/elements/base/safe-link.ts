/**
 * Checks the address of a link: only http and https may open, since `javascript:` runs code.
 *
 * @returns the normalized address, or `null`
 */
export function safeLink(address: string | null): string | null {
  if (!address) return null;
  try {
    const { protocol, href } = new URL(address, location.href);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}
