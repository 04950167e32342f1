/**
 * An address that may stand in a link: http or https, nothing that runs.
 *
 * @returns the address in the parser's own spelling, or `null`
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
