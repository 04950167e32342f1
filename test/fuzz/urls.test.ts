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
  // these begin well, so that enough are allowed to judge where they lead
  { weight: 1, arbitrary: rest.map((more) => `https://shop.test${more}`) },
  { weight: 1, arbitrary: rest },
  { weight: 1, arbitrary: fc.string() },
);

const PAGE = 'https://shop.test/cart/?id=1#top';
const PATH = String.raw`[\x21-\x7e]*`;

interface Guard {
  readonly name: string;
  /** the address to go to, or `null` when it was refused; anything but a refusal is thrown on */
  readonly read: (text: string) => string | null;
  /** judges where it leads by its text alone, without the parser that the code relies on */
  readonly allowed: RegExp;
  /** how many addresses it takes until 100 000 were refused */
  readonly runs?: number;
}

/** `null` when `read` throws an error of that family. */
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
    // with no query and no slash at its end: a path is put after it
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

describe('addresses, 100 000 malformed or foreign ones each', () => {
  Object.assign(globalThis, { location: { href: PAGE } });
  for (const { name, read, allowed, runs = 118_000 } of GUARDS) {
    it(`lead nowhere off the list: ${name}`, () => {
      const tally = new Tally();
      const check = (text: string): void => {
        const href = read(text);
        tally.count(href);
        if (href === null) return;
        assert.match(href, allowed, JSON.stringify(text));
        // the very text that a browser goes to
        assert.equal(new URL(href).href.replace(/\/$/, ''), href.replace(/\/$/, ''));
      };
      fc.assert(fc.property(address, check), { numRuns: runs, seed: 13 });
      tally.assertEnough(1000);
    });
  }
});
