import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { signerAddress } from '../../src/signer-client/signer-address.ts';

const PAGE = 'https://shop.test/cart/?id=1#top';
const address = (path: string, ...origins: string[]) => signerAddress(path, PAGE, origins);

describe('signerAddress', () => {
  for (const [path, full] of [
    ['/kvit', 'https://shop.test/kvit'],
    ['/kvit//', 'https://shop.test/kvit'],
    ['/', 'https://shop.test'],
    ['kvit', 'https://shop.test/cart/kvit'],
    ['/kvit?secret=1#x', 'https://shop.test/kvit'],
    ['https://user:word@shop.test/kvit', 'https://shop.test/kvit'],
  ] as const) {
    it(`${path} is ${full}`, () => assert.equal(address(path), full));
  }

  for (const planted of [
    'https://evil.test/kvit',
    '//evil.test/kvit',
    String.raw`\\evil.test/kvit`,
    '/\t/evil.test/kvit',
    'http://shop.test/kvit',
    'https://shop.test:8443/kvit',
    'https://shop.test.evil.test/kvit',
    'https://shop.test@evil.test/kvit',
    'javascript:alert(1)',
    'data:application/json,{}',
    'blob:https://shop.test/0f0f',
    'file:///etc/passwd',
  ]) {
    it(`refuses ${JSON.stringify(planted)}`, () => {
      assert.throws(() => address(planted), { code: 'signer_forbidden' });
    });
  }

  it('works over plain http on a page that is itself', () => {
    assert.equal(signerAddress('/kvit', 'http://localhost:5173/shop', []), 'http://localhost:5173/kvit');
  });

  it('is refused on a page without an origin, which every scheme without one would match', () => {
    for (const page of ['file:///home/shop.html', 'data:text/html,shop']) {
      for (const path of ['file:///etc/passwd', 'xhttps://evil.test/kvit', 'mailto:https:', 'data:,x']) {
        assert.throws(() => signerAddress(path, page, []), {
          code: 'signer_forbidden',
          message: 'signer: null is not allowed; name it in configure({signers})',
        });
      }
    }
  });

  it('reaches another origin only when configure() allows it', () => {
    assert.equal(
      address('https://pay.shop.test/kvit', 'https://pay.shop.test'),
      'https://pay.shop.test/kvit',
    );
    assert.throws(() => address('https://pay.shop.test/', 'https://other.test'), {
      code: 'signer_forbidden',
      message: 'signer: https://pay.shop.test is not allowed; name it in configure({signers})',
    });
  });

  it('reports a missing or unreadable path', () => {
    for (const path of ['', 'https://', 'http://[']) {
      assert.throws(() => address(path), { code: 'misconfigured', message: /give the path of your signer/ });
    }
  });

  it('never leaves the page’s origin, with any path in HTML', () => {
    const part = fc.constantFrom(
      '//',
      '\\',
      '@',
      ':',
      'https:',
      'blob:',
      'evil.test',
      'shop.test',
      '/',
      '\t',
    );
    const planted = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(planted, (path) => {
        let full: string;
        try {
          full = address(path);
        } catch {
          return;
        }
        assert.equal(new URL(`${full}/payments`).origin, 'https://shop.test');
      }),
      { numRuns: 5000 },
    );
  });
});
