import { KvitError } from '../domain/errors/kvit-error.ts';

function parse(path: string, page: string): URL {
  try {
    // an empty path would be the page itself
    if (path) return new URL(path, page);
  } catch {
    // an unreadable path gets the same error as an empty one
  }
  throw new KvitError('misconfigured', 'signer: give the path of your signer, e.g. signer="/kvit"');
}

/**
 * The full address of a signer, without a slash at its end.
 *
 * A path in HTML may be injected by others, so it reaches this page's own origin only. Other origins are allowed in code.
 *
 * @param page the page's own address; an injected `<base>` must not count
 * @param origins other origins that `configure({signers})` allows
 * @throws {KvitError} `misconfigured` without a path, `signer_forbidden` for an origin that is not allowed
 */
export function signerAddress(path: string, page: string, origins: readonly string[]): string {
  const { protocol, origin, pathname } = parse(path, page);
  const allowed = [new URL(page).origin, ...origins];
  // a blob: address has the origin of its page, but another path
  if (!/^https?:/.test(protocol) || !allowed.includes(origin)) {
    const message = `signer: ${origin} is not allowed; name it in configure({signers})`;
    throw new KvitError('signer_forbidden', message);
  }
  return origin + pathname.replace(/\/+$/, '');
}
