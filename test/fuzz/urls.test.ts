import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import { payPage } from '../../src/domain/contract/pay-page.ts';
import { safeLink } from '../../src/elements/base/safe-link.ts';
import { HttpProblem } from '../../src/server/http/problem.ts';
import { readReturnUrl } from '../../src/server/creation/return-url.ts';
import { signerAddress } from '../../src/signer-client/signer-address.ts';
import { Tally } from './tally.ts';

const HOSTS =
  'shop.test|urlpay.io|evil.test|xshop.test|shop.test.evil.test|shоp.test|localhost|127.0.0.1|[::1]|xn--shp-tma.test';
const SCHEMES =
  'https://|http://|HTTPS://|https:|https:/|https:\\\\|//|\\\\|/\\|javascript:|java\tscript:|data:text/html,|blob:https://|file://|ftp://|wss://|xhttps://|view-source:https://|about:|mailto:|';
const PIECES = `${HOSTS}|@|:|/|\\|?|#|.|..|443|8443|:80|user@|u:p@|%40|%2e|%00|%zz|。|&|;|\t|\n| |\u200b|\u00ad|<|"|[|]|\0|kvit`;

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES.split('|')) },
  { weight: 1, arbitrary: fc.string({ maxLength: 3 }) },
);
const rest = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(''));
const address = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...SCHEMES.split('|')), fc.constantFrom(...HOSTS.split('|'), ''), rest)
      .map((parts) => parts.join('')),
  },
  // These start with an allowed origin, so that enough addresses are accepted.
  { weight: 1, arbitrary: rest.map((more) => `https://shop.test${more}`) },
  { weight: 1, arbitrary: rest },
  { weight: 1, arbitrary: fc.string() },
);

const PAGE = 'https://shop.test/cart/?id=1#top';
const PATH = String.raw`[\x21-\x7e]*`;

interface Guard {
  readonly name: string;
  /** The accepted address; `null` if it was refused. Other errors are rethrown. */
  readonly read: (text: string) => string | null;
  /** Matches allowed addresses by text alone, without the URL parser that the code uses. */
  readonly allowed: RegExp;
  /** Number of addresses that gives 100 000 refusals. */
  readonly runs?: number;
}

/** The result of `read`; `null` if it throws an error of that class. */
function orRefused<T>(family: new (...given: never[]) => Error, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof family) return null;
    throw error;
  }
}

const request = new Request('https://shop.test/kvit/payments', {
  headers: { Origin: 'https://www.shop.test' },
});
const GUARDS: readonly Guard[] = [
  {
    name: 'the payment page',
    read: (text) => payPage(text, { hosts: ['shop.test'] }),
    allowed: new RegExp(`^https://shop\\.test/${PATH}$`),
  },
  {
    name: 'the payment page of a shop on this machine',
    read: (text) => payPage(text, { hosts: ['shop.test'], anyLoopback: true }),
    allowed: new RegExp(
      String.raw`^(?:https://shop\.test|https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?)/${PATH}$`,
    ),
  },
  {
    name: 'the signer',
    read: (text) => orRefused(KvitError, () => signerAddress(text, PAGE, ['https://urlpay.io:8443'])),
    // Without query and trailing slash: the client appends a path.
    allowed: /^(?!.*[?#])https:\/\/(?:shop\.test|urlpay\.io:8443)(?:\/[!-~]*[!-.0-~])?$/,
    runs: 170_000,
  },
  {
    name: 'a link',
    read: (text) => safeLink(text),
    allowed: new RegExp(`^https?://[^/?#\\s]+/${PATH}$`),
    runs: 240_000,
  },
  {
    name: 'the address to return to',
    read: (text) =>
      orRefused(HttpProblem, () => readReturnUrl(text, request, ['http://localhost:8443'], null) ?? null),
    allowed: new RegExp(`^(?:https://(?:www\\.)?shop\\.test|http://localhost:8443)/${PATH}$`),
  },
];

describe('100 000 malformed or foreign addresses each', () => {
  Object.assign(globalThis, { location: { href: PAGE } });
  for (const { name, read, allowed, runs = 118_000 } of GUARDS) {
    it(`never lead outside the allowed hosts: ${name}`, () => {
      const tally = new Tally();
      const check = (text: string): void => {
        const href = read(text);
        tally.count(href);
        if (href === null) return;
        assert.match(href, allowed, JSON.stringify(text));
        // The text that a browser navigates to.
        assert.equal(new URL(href).href.replace(/\/$/, ''), href.replace(/\/$/, ''));
      };
      fc.assert(fc.property(address, check), { numRuns: runs, seed: 13 });
      tally.assertEnough(1000);
    });
  }
});
