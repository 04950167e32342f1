import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { isLoopback, payPage } from '../../src/domain/contract/pay-page.ts';

const RULES = { hosts: ['urlpay.io'] };
const LOCAL = { hosts: ['urlpay.io'], anyLoopback: true };

describe('payPage', () => {
  /** The address, and the spelling it is navigated to. */
  const ALLOWED: readonly (readonly [string, string])[] = [
    ['https://urlpay.io', 'https://urlpay.io/'],
    ['https://urlpay.io/pay/1?a=b#c', 'https://urlpay.io/pay/1?a=b#c'],
    ['HTTPS://URLPAY.IO/Pay', 'https://urlpay.io/Pay'],
    ['https://urlpay.io:443/', 'https://urlpay.io/'],
    ['https://urlpay.io:0443/', 'https://urlpay.io/'],
    ['  https://urlpay.io/\n', 'https://urlpay.io/'],
    ['ht\ntps://url\tpay.io/', 'https://urlpay.io/'],
    ['https:urlpay.io/', 'https://urlpay.io/'],
    ['https:\\\\urlpay.io\\pay', 'https://urlpay.io/pay'],
    // the parser ends the host at the backslash, as a browser does
    ['https://urlpay.io\\@evil.com', 'https://urlpay.io/@evil.com'],
    ['https://urlpay.io/@evil.com', 'https://urlpay.io/@evil.com'],
    ['https://urlpay.io/?https://evil.com', 'https://urlpay.io/?https://evil.com'],
    ['https://urlpay.io#@evil.com', 'https://urlpay.io/#@evil.com'],
    ['https://urlpay.io/../../evil.com', 'https://urlpay.io/evil.com'],
    ['https://@urlpay.io/', 'https://urlpay.io/'],
    ['https://ｕｒｌｐａｙ.ｉｏ/', 'https://urlpay.io/'],
    ['https://urlpay。io/', 'https://urlpay.io/'],
    ['https://url%70ay.io/', 'https://urlpay.io/'],
    ['https://url\u00adpay.io/', 'https://urlpay.io/'],
  ];

  for (const [address, href] of ALLOWED) {
    it(`leads ${JSON.stringify(address)} to ${href}`, () => {
      assert.equal(payPage(address, RULES), href);
    });
  }

  const REFUSED: readonly unknown[] = [
    'https://urlpay.io@evil.com',
    'https://urlpay.io:443@evil.com/',
    'https://urlpay.io%40evil.com',
    'https://urlpay.io.evil.com',
    'https://xurlpay.io',
    'https://urlpay.io.',
    'https://urlpay.ioo',
    'https://urlpay.i',
    'https://urlpay-io.com',
    'https://pay.urlpay.io',
    'https://www.urlpay.io',
    'https://evil.com\\@urlpay.io',
    'https://evil.com/@urlpay.io',
    'https://evil.com?@urlpay.io',
    'https://evil.com#@urlpay.io',
    'https://evil.com/urlpay.io',
    'https://user@urlpay.io',
    'https://user:password@urlpay.io',
    'https://:password@urlpay.io',
    'https://urlpay.io@urlpay.io',
    'https://urlpаy.io',
    'https://URLPАY.IO',
    'https://urlpay.іo',
    'https://xn--urlpy-7ve.io',
    'https://urlpay.io\u3002evil.com',
    'https://urlpay.io\u200b.evil.com',
    'https://urlpay.io%2eevil.com',
    'https://urlpay.io%00.evil.com',
    'https://urlpay.io:8443',
    'https://urlpay.io:80',
    'https://urlpay.io:65536',
    'https://urlpay.io:',
    'http://urlpay.io',
    'http://urlpay.io:443',
    'http://urlpay.io@localhost',
    'http://localhost',
    'https://localhost',
    'https://127.0.0.1',
    '//evil.com',
    '//urlpay.io',
    '/\\evil.com',
    '/pay/1',
    'urlpay.io',
    'urlpay.io/pay',
    '',
    ' ',
    '?',
    '#',
    'https://',
    'https:',
    'https:///',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' javascript:alert(1)',
    'javascript://urlpay.io/%0aalert(1)',
    'javascript:https://urlpay.io',
    'data:text/html,<script>alert(1)</script>',
    'data://urlpay.io/,x',
    'blob:https://urlpay.io/9115d58c-bcda-ff47-86e5-083e9a215304',
    'file:///etc/passwd',
    'file://urlpay.io/etc',
    'ftp://urlpay.io',
    'ws://urlpay.io',
    'wss://urlpay.io',
    'about:blank',
    'view-source:https://urlpay.io',
    'intent://urlpay.io#Intent;end',
    'filesystem:https://urlpay.io/temporary/x',
    'mailto:a@urlpay.io',
    'httpss://urlpay.io',
    null,
    undefined,
    0,
    {},
    ['https://urlpay.io'],
    new URL('https://urlpay.io'),
    { toString: () => 'https://urlpay.io' },
  ];

  for (const address of REFUSED) {
    // an empty port is the scheme's own: the parser drops it
    const empty = address === 'https://urlpay.io:';
    it(`${empty ? 'takes' : 'refuses'} ${typeof address} ${JSON.stringify(address)}`, () => {
      assert.equal(payPage(address, RULES), empty ? 'https://urlpay.io/' : null);
    });
  }

  it('compares the port where the list has one', () => {
    const rules = { hosts: ['pay.example:8443'] };
    assert.equal(payPage('https://pay.example:8443/a', rules), 'https://pay.example:8443/a');
    assert.equal(payPage('https://pay.example/a', rules), null);
    assert.equal(payPage('https://pay.example:8444/a', rules), null);
  });

  it('allows nothing by an empty list', () => {
    for (const address of ['https://urlpay.io', 'https://', 'file:///', 'https://localhost']) {
      assert.equal(payPage(address, { hosts: [] }), null);
      assert.equal(payPage(address, { hosts: [''] }), null);
    }
  });

  it('takes a host of IDN by its ASCII name', () => {
    assert.equal(payPage('https://оплата.рф/1', { hosts: ['xn--80aa1agjdchj.xn--p1ai'] }), null);
    const { host, href } = new URL('https://оплата.рф/1');
    assert.equal(payPage('https://оплата.рф/1', { hosts: [host] }), href);
  });
});

describe('payPage on this machine', () => {
  for (const address of [
    'http://localhost:8080/pay',
    'http://127.0.0.1:9/',
    'http://[::1]:3000/',
    'https://localhost/',
  ]) {
    it(`takes ${address} from a page of this machine alone`, () => {
      assert.equal(payPage(address, LOCAL), address);
      assert.equal(payPage(address, RULES), null);
    });
  }

  it('takes a listed port over http without the wide rule', () => {
    const rules = { hosts: ['localhost:8080'] };
    assert.equal(payPage('http://localhost:8080/pay', rules), 'http://localhost:8080/pay');
    assert.equal(payPage('http://localhost:8081/pay', rules), null);
  });

  const STRANGERS = [
    'http://localhost.evil.com/',
    'http://evil.localhost/',
    'http://localhost./',
    'http://127.0.0.1.evil.com/',
    'http://127.0.0.2/',
    'http://0.0.0.0/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::2]/',
    'http://10.0.0.1/',
    'http://192.168.0.1/',
    'http://localhost@evil.com/',
    'http://user@localhost/',
    'http://urlpay.io/',
    'ftp://localhost/',
    'ws://localhost/',
    'javascript://localhost/%0aalert(1)',
    'blob:http://localhost/1',
    'file://localhost/etc',
  ];

  for (const address of STRANGERS) {
    it(`refuses ${address} even then`, () => {
      assert.equal(payPage(address, LOCAL), null);
    });
  }

  it('knows itself by three names', () => {
    assert.deepEqual(['localhost', '127.0.0.1', '[::1]'].map(isLoopback), [true, true, true]);
    assert.deepEqual(['', '::1', 'LOCALHOST', '127.0.0.2', 'localhost.'].some(isLoopback), false);
  });
});

const SCHEMES = [
  'https://',
  'http://',
  'HTTPS:',
  'https:\\\\',
  '//',
  'javascript:',
  'data:',
  'blob:https://',
  'file://',
  '',
];
const PIECES =
  'urlpay.io evil.com localhost 127.0.0.1 urlpаy.io xn--urlpy-7ve.io pay io . @ : / \\ ? # 443 8443 %40 %2e %00 。 [::1] & .. ;'
    .split(' ')
    .concat(['\t', '\n', ' ', '\u200b', '\u00ad']);

const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 }));

const pieces = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
const tail = fc.tuple(fc.constantFrom(...SCHEMES), pieces).map(([scheme, rest]) => scheme + rest);
/** These begin well, so that enough are allowed to judge where they lead. */
const path = pieces.map((rest) => `https://urlpay.io${rest}`);
const made = fc.oneof(tail, path);

/** Judges the navigable address by its text alone, without the parser that the code relies on. */
const PLAIN = /^https:\/\/urlpay\.io\/[\x21-\x7e]*$/;
const PLAIN_LOCAL = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?\/[\x21-\x7e]*$/;

describe('payPage over 100 000 generated addresses', () => {
  it('leads to no host off the list', () => {
    let allowed = 0;
    const check = (address: string): void => {
      const href = payPage(address, RULES);
      const local = payPage(address, LOCAL);
      if (href !== null) {
        allowed += 1;
        assert.match(href, PLAIN);
        assert.equal(new URL(href).href, href);
      }
      if (local !== null) assert.ok(PLAIN.test(local) || PLAIN_LOCAL.test(local), local);
    };
    const addresses = fc.oneof(
      { weight: 4, arbitrary: made },
      { weight: 1, arbitrary: fc.oneof(fc.webUrl(), fc.string()) },
    );
    fc.assert(fc.property(addresses, check), { numRuns: 100_000, seed: 13 });
    assert.ok(allowed > 5000, `${allowed} allowed`);
  });
});
