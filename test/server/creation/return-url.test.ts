import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readReturnUrl } from '../../../src/server/creation/return-url.ts';

interface Setting {
  /** the `Origin` header */
  readonly page?: string;
  readonly origins?: readonly string[];
  readonly hosts?: readonly string[];
}

function read(url: string | null | undefined, { page, origins = [], hosts }: Setting = {}) {
  const headers = page === undefined ? {} : { Origin: page };
  const request = new Request('https://shop.test/kvit/payments', { headers });
  return readReturnUrl(url, request, origins, hosts ?? null);
}

const REFUSED = {
  status: 422,
  extras: { errors: [{ field: 'website_url', message: 'must be an address of this shop' }] },
};

describe('readReturnUrl', () => {
  it('gives undefined without an address', () => {
    assert.equal(read(null), undefined);
    assert.equal(read(undefined), undefined);
  });

  const ALLOWED: readonly (readonly [name: string, url: string, setting: Setting])[] = [
    ['the signer’s own origin', 'https://shop.test/thanks?x=1', {}],
    ['an allowed origin', 'https://partner.test/', { origins: ['https://partner.test'] }],
    ['an allowed origin without https', 'http://partner.test/', { origins: ['http://partner.test'] }],
    ['the page that asks', 'https://www.test/a', { page: 'https://www.test' }],
    ['a listed host', 'https://www.test/a', { hosts: ['www.test'] }],
    ['the signer’s own origin beside listed hosts', 'https://shop.test/', { hosts: ['www.test'] }],
  ];
  for (const [name, url, setting] of ALLOWED) {
    it(`may be of ${name}`, () => assert.equal(read(url, setting), url));
  }

  it('gives the address as the URL parser writes it', () => {
    assert.equal(read(' HTTPS://SHOP.test\\a '), 'https://shop.test/a');
  });

  const FORBIDDEN: readonly (readonly [name: string, url: string, setting: Setting])[] = [
    ['somebody else’s', 'https://evil.test/', {}],
    ['somebody else’s with another page asking', 'https://evil.test/', { page: 'https://www.test' }],
    [
      'the page that asks when hosts are listed',
      'https://a.test/',
      { page: 'https://a.test', hosts: ['b.test'] },
    ],
    ['another port', 'https://shop.test:8443/', {}],
    ['another port of a listed host', 'https://www.test:8443/', { hosts: ['www.test'] }],
    ['no https of the shop', 'http://shop.test/', {}],
    ['a user', 'https://user@shop.test/', {}],
    ['a password', 'https://:word@shop.test/', {}],
    ['a script', 'javascript:alert(1)', {}],
    ['a script of a page without an origin', 'javascript:alert(1)', { page: 'null' }],
    ['a blob of the shop', 'blob:https://shop.test/1', {}],
    ['another scheme of a listed host', 'ftp://www.test/', { hosts: ['www.test'] }],
    ['a path', '/thanks', {}],
    ['nothing', '', {}],
  ];
  for (const [name, url, setting] of FORBIDDEN) {
    it(`may not be ${name}`, () => assert.throws(() => read(url, setting), REFUSED));
  }
});
