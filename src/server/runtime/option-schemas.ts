/** Schemas of options that `createSigner` and `createUrlPay` share. Messages follow the option's name and quote no value. */
import * as z from 'zod';
import { isLoopback } from '../../domain/contract/pay-page.ts';
import { parseUrl } from './parse-url.ts';
import type { World } from './world.ts';

/** Schema of a function. @param message for any other value; a missing one too, unless the schema is made optional */
export const functionOption = <T extends (...args: never[]) => unknown>(message = 'must be a function') =>
  z.custom<T>((value) => typeof value === 'function', message);

/** A shop's number in the gateway's cabinet. */
export const shopIdOption = z.int('must be a positive integer').positive('must be a positive integer');

/** A secret: any text that is not empty. */
export const secretOption = z.string('is missing').min(1, 'is missing');

/** A key that travels in a header. Runtimes quote a malformed header in their error, so a malformed key is refused here. */
export const keyOption = secretOption.regex(/^[!-~]+$/, 'must be visible ASCII without spaces');

function isGatewayUrl(value: string): boolean {
  const url = parseUrl(value);
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  return url !== null && safe && !url.username && !url.search && !url.hash;
}

const GATEWAY_MESSAGE = 'must be an https address (or http on this machine)';

/** Base URL of the gateway's API; `https://urlpay.io/api` unless given. Becomes a URL without a trailing slash, and its host. */
export const gatewayOption = z
  .string(GATEWAY_MESSAGE)
  .refine(isGatewayUrl, GATEWAY_MESSAGE)
  .default('https://urlpay.io/api')
  .transform((value) => {
    const { href, host, hostname } = new URL(value);
    return { base: href.replace(/\/+$/, ''), host, isLocal: isLoopback(hostname) };
  });

// URL parsers accept `*` in a host, and the merchant would expect a wildcard
const isHost = (value: string): boolean =>
  !value.includes('*') && parseUrl(`https://${value}`)?.host === value;
const isOrigin = (value: string): boolean => !value.includes('*') && parseUrl(value)?.origin === value;

const list = (isItem: (value: string) => boolean, message: string) =>
  z.array(z.string(message).refine(isItem, message), 'must be a list').readonly();

/** Hosts as `URL.host` writes them, e.g. `pay.example.com`. */
export const hostsOption = list(isHost, 'is not a host like pay.example.com');

/** Origins as browsers send them, e.g. `https://shop.example`. */
export const originsOption = list(isOrigin, 'is not an origin like https://shop.example');

/** Replacements of the real world, for tests and simulations: see {@link World}. */
export const worldOptions = {
  fetch: functionOption<World['fetch']>().optional(),
  now: functionOption<World['now']>().optional(),
  sleep: functionOption<World['sleep']>().optional(),
  random: functionOption<World['random']>().optional(),
};
