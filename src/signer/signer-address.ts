import { KvitError } from '../domain/errors.ts';

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
  if (!path)
    throw new KvitError(
      'misconfigured',
      'signer: is missing; give the path of your signer, e.g. signer="/kvit"',
    );
  let url: URL;
  try {
    url = new URL(path, page);
  } catch (cause) {
    throw new KvitError('misconfigured', 'signer: is not a path', { cause });
  }
  // a blob: address has its page's origin and a path of its own making
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  if (!web || (url.origin !== new URL(page).origin && !origins.includes(url.origin))) {
    throw new KvitError(
      'signer_forbidden',
      `signer: ${url.origin} is not allowed; name it in configure({signers})`,
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}
