import { KvitError } from '../domain/errors/kvit-error.ts';

function parse(path: string, page: string): URL {
  try {
    // an empty path would be the page itself
    if (path) return new URL(path, page);
  } catch {
    // said below
  }
  throw new KvitError('misconfigured', 'signer: give the path of your signer, e.g. signer="/kvit"');
}

/**
 * The full address of a signer, without a slash at its end.
 *
 * HTML can be planted by others, so a path in it reaches this page's own origin only; other origins are named in code.
 *
 * @param page the page's own address; a planted `<base>` must not count
 * @param origins other origins that `configure({signers})` allowed
 * @throws {KvitError} `misconfigured` without a path, `signer_forbidden` for an origin nobody allowed
 */
export function signerAddress(path: string, page: string, origins: readonly string[]): string {
  const { protocol, origin, pathname } = parse(path, page);
  // a blob: address has its page's origin and a path of its own making
  if (!/^https?:/.test(protocol) || ![new URL(page).origin, ...origins].includes(origin))
    throw new KvitError(
      'signer_forbidden',
      `signer: ${origin} is not allowed; name it in configure({signers})`,
    );
  return origin + pathname.replace(/\/+$/, '');
}
