/** Readers of what a merchant configures. Each throws a {@link TypeError} that names the option and never quotes it. */
import { isLoopback } from '../../domain/contract/pay-page.ts';
import { parseUrl } from './parse-url.ts';

export const GATEWAY = 'https://urlpay.io/api';

const KEY_TEXT = /^[!-~]+$/;

/** A secret: any text but none at all. */
export function readSecret(value: unknown, option: string): string {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${option} is missing`);
  return value;
}

/** A key that travels in a header: runtimes quote a bad header value in their error, so it must be a good one. */
export function readKey(value: unknown, option: string): string {
  const key = readSecret(value, option);
  if (!KEY_TEXT.test(key)) throw new TypeError(`${option} must be visible ASCII without spaces`);
  return key;
}

export function readShopId(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) {
    throw new TypeError('shopId must be a positive integer');
  }
  return value;
}

/** The gateway's base URL without a trailing slash, and its host. */
export function readGateway(value: string | undefined, option: string): { base: string; host: string } {
  const url = parseUrl(value ?? GATEWAY);
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!url || !safe || url.username || url.search || url.hash) {
    throw new TypeError(`${option} must be an https address (or http on this machine)`);
  }
  return { base: url.href.replace(/\/+$/, ''), host: url.host };
}

/** Hosts as `URL.host` writes them, e.g. `pay.example.com`. */
export function readHosts(value: readonly string[] | undefined, option: string): readonly string[] {
  for (const host of value ?? []) {
    // `*` passes for a host in URLs, and whoever writes it expects a wildcard
    if (host.includes('*') || parseUrl(`https://${host}`)?.host !== host)
      throw new TypeError(`${option}: ${host} is not a host`);
  }
  return value ?? [];
}

/** Origins as browsers send them, e.g. `https://shop.example`. */
export function readOrigins(value: readonly string[] | undefined, option: string): readonly string[] {
  for (const origin of value ?? []) {
    if (origin.includes('*') || parseUrl(origin)?.origin !== origin)
      throw new TypeError(`${option}: ${origin} is not an origin`);
  }
  return value ?? [];
}
