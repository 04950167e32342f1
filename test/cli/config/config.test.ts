import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueOrder } from '../../../src/cli/config/catalogue.ts';
import { readConfig } from '../../../src/cli/config/config.ts';
import { readKeys } from '../../../src/cli/config/keys.ts';
import { vatTable } from '../../../src/domain/codes/vat.ts';
import { BUN, Desk, KEYS } from '../fake-command-world.ts';

const SHOP = { shopId: 5, catalogue: { products: [BUN] } };

function problemOf(test: TestContext, content: unknown): string {
  const desk = new Desk(test);
  const file = desk.file('kvit.config.json', content);
  try {
    readConfig(file);
  } catch (error) {
    assert.equal((error as Error).name, 'SetupError');
    return (error as Error).message.replaceAll(`${desk.folder}/`, '');
  }
  return '';
}

describe('a configuration', () => {
  it('needs a shop and a price list, and has defaults for the rest', (test) => {
    const desk = new Desk(test);
    const config = readConfig(desk.file('kvit.config.json', SHOP));
    assert.deepEqual(config.listen, { host: '127.0.0.1', port: 8080 });
    assert.deepEqual(config.admin, { host: '127.0.0.1', port: 8081 });
    assert.deepEqual(config.store, { sqlite: join(desk.folder, 'kvit.sqlite') });
    assert.equal(config.catalogue?.products[0]?.price, '83.50');
  });

  it('may begin with the mark of an editor on Windows', (test) => {
    const desk = new Desk(test);
    const text = `\uFEFF${JSON.stringify(SHOP)}`;
    assert.equal(readConfig(desk.file('kvit.config.json', text)).shopId, 5);
  });

  it('stands in the docs as it is read', (test) => {
    const desk = new Desk(test);
    const example = /```json\n([^]*?)```/.exec(readFileSync('docs/serve.md', 'utf8'))?.[1] ?? '';
    const { catalogue } = readConfig(desk.file('kvit.config.json', example));
    assert.ok(catalogue);
    assert.doesNotThrow(() => catalogueOrder(catalogue, { vat: vatTable(), register: 'vatRates' }));
  });

  it('takes a catalogue that lies beside it', (test) => {
    const desk = new Desk(test);
    desk.file('goods.json', { products: [BUN] });
    const config = readConfig(desk.file('kvit.config.json', { shopId: 5, catalogue: 'goods.json' }));
    assert.equal(config.catalogue?.products.length, 1);
  });

  for (const [what, content, sentence] of [
    ['no JSON', '{', /^--config: kvit\.config\.json is not JSON/],
    ['no shop', { catalogue: {} }, /^kvit\.config\.json: shopId: is missing$/],
    ['a setting of the wrong kind', { ...SHOP, listen: { port: '80' } }, /listen\.port: must be a number$/],
    [
      'a setting that is too big',
      { ...SHOP, listen: { port: 65_536 } },
      /listen\.port: must be at most 65535$/,
    ],
    ['a shop of no number', { ...SHOP, shopId: 0 }, /shopId: must be more than 0$/],
    ['a word nobody knows', { ...SHOP, logLevel: 'loud' }, /logLevel: must be one of fatal, error, /],
    ['a text for a list', { ...SHOP, origins: 'https://shop.example' }, /origins: must be a list$/],
    [
      'an origin with a slash',
      { ...SHOP, origins: ['https://shop.example/'] },
      /origins\[0\]: must look like https:\/\/shop\.example, without a slash/,
    ],
    ['a list for the file', [], /the file: must be an object$/],
    [
      'a price that is not there',
      { shopId: 5, catalogue: { products: [BUN, { ...BUN, price: undefined }] } },
      /: catalogue\.products\[1\]\.price: is missing$/,
    ],
    [
      'an order without lines',
      { shopId: 5, catalogue: { orders: [{ uuid: 'a', description: 'b', items: [] }] } },
      /: catalogue\.orders\[0\]\.items: must not be empty$/,
    ],
    ['a catalogue of the wrong kind', { shopId: 5, catalogue: 5 }, /: catalogue: is of the wrong kind$/],
    ['an empty catalogue', { shopId: 5, catalogue: {} }, /the catalogue is empty/],
    ['a setting nobody knows', { ...SHOP, sotre: {} }, /sotre: there is no such setting/],
    ['a key', { ...SHOP, secret: 'test_secret' }, /secret: keys do not belong in a file/],
    ['a key inside', { ...SHOP, store: { postgres: true, password: 'x' } }, /store/],
    ['no price list', { shopId: 5 }, /give either catalogue or pricing/],
    [
      'two price lists',
      { ...SHOP, pricing: { url: 'http://127.0.0.1/' } },
      /give either catalogue or pricing/,
    ],
    [
      'an address that is none',
      { shopId: 5, pricing: { url: 'shop.example' } },
      /pricing\.url: must be an http/,
    ],
    [
      'a header that cannot go along',
      { shopId: 5, pricing: { url: 'http://127.0.0.1/', forwardHeaders: ['cookie', 'Content-Length'] } },
      /pricing\.forwardHeaders\.?\[1\]: is not a header/,
    ],
    ['a catalogue that is not there', { shopId: 5, catalogue: 'none.json' }, /none\.json cannot be read/],
    ['a store of no kind', { ...SHOP, store: { redis: true } }, /store: must be \{"sqlite"/],
  ] as const) {
    it(`with ${what} is refused in one sentence`, (test) => {
      const problem = problemOf(test, content);
      assert.match(problem, sentence);
      assert.doesNotMatch(problem, /test_secret|\n/);
    });
  }
});

describe('keys', () => {
  it('come from the environment', (test) => {
    const desk = new Desk(test);
    const keys = readKeys(readConfig(desk.file('kvit.config.json', SHOP)), KEYS);
    assert.deepEqual([keys.secret, keys.apiKey, keys.callbackSecret], Object.values(KEYS));
  });

  for (const [name, settings, environment] of [
    ['KVIT_SECRET', {}, { KVIT_API_KEY: 'test_key' }],
    ['KVIT_SECRET', {}, { KVIT_API_KEY: 'test_key', KVIT_SECRET: '' }],
    ['KVIT_API_KEY', {}, { KVIT_SECRET: 'test_secret' }],
    ['KVIT_HOOK_KEY', { onPaid: { url: 'http://127.0.0.1/paid' } }, KEYS],
    ['KVIT_DATABASE_URL', { store: { postgres: true } }, KEYS],
  ] as const) {
    it(`name ${name} when it is missing`, (test) => {
      const desk = new Desk(test);
      const file = desk.file('kvit.config.json', { ...SHOP, ...settings });
      assert.throws(() => readKeys(readConfig(file), environment), {
        name: 'SetupError',
        message: new RegExp(`^${name} is missing in the environment: `),
      });
    });
  }
});
