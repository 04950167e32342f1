import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cataloguePricing } from '../../../src/cli/shop/catalogue-pricing.ts';
import { readConfig } from '../../../src/cli/config/config.ts';
import { readKeys, secretsOf } from '../../../src/cli/config/keys.ts';
import { vatTable } from '../../../src/domain/codes/vat.ts';
import { BUN, FakeCommandWorld, KEYS } from '../fake-command-world.ts';

const SHOP = { shopId: 5, catalogue: { products: [BUN] } };

function problemOf(test: TestContext, content: unknown): string {
  const world = new FakeCommandWorld(test);
  const file = world.file('kvit.config.json', content);
  try {
    readConfig(file);
  } catch (error) {
    assert.equal((error as Error).name, 'ConfigurationError');
    return (error as Error).message.replaceAll(`${world.folder}/`, '');
  }
  return '';
}

describe('readConfig', () => {
  it('needs only a shop and a price list, and fills in defaults', (test) => {
    const world = new FakeCommandWorld(test);
    const config = readConfig(world.file('kvit.config.json', SHOP));
    assert.deepEqual(config.listen, { host: '127.0.0.1', port: 8080 });
    assert.deepEqual(config.admin, { host: '127.0.0.1', port: 8081 });
    assert.deepEqual(config.store, { sqlite: join(world.folder, 'kvit.sqlite') });
    assert.equal(config.catalogue?.products[0]?.price, '83.50');
  });

  it('accepts a byte order mark', (test) => {
    const world = new FakeCommandWorld(test);
    const text = `\uFEFF${JSON.stringify(SHOP)}`;
    assert.equal(readConfig(world.file('kvit.config.json', text)).shopId, 5);
  });

  it('reads the example of the docs', (test) => {
    const world = new FakeCommandWorld(test);
    const example = /```json\n([^]*?)```/.exec(readFileSync('docs/serve.md', 'utf8'))?.[1] ?? '';
    const { catalogue } = readConfig(world.file('kvit.config.json', example));
    assert.ok(catalogue);
    assert.doesNotThrow(() => cataloguePricing(catalogue, { vat: vatTable(), register: 'vatRates' }));
  });

  it('reads a catalogue file from the configuration’s folder', (test) => {
    const world = new FakeCommandWorld(test);
    world.file('goods.json', { products: [BUN] });
    const config = readConfig(world.file('kvit.config.json', { shopId: 5, catalogue: 'goods.json' }));
    assert.equal(config.catalogue?.products.length, 1);
  });

  for (const [what, content, sentence] of [
    ['malformed JSON', '{', /^--config: kvit\.config\.json is not JSON/],
    ['no shop', { catalogue: {} }, /^kvit\.config\.json: shopId: is missing$/],
    ['a setting of the wrong type', { ...SHOP, listen: { port: '80' } }, /listen\.port: must be a number$/],
    [
      'a number above its maximum',
      { ...SHOP, listen: { port: 65_536 } },
      /listen\.port: must be at most 65535$/,
    ],
    ['a shop id of 0', { ...SHOP, shopId: 0 }, /shopId: must be more than 0$/],
    ['an unknown log level', { ...SHOP, logLevel: 'loud' }, /logLevel: must be one of fatal, error, /],
    ['a text instead of a list', { ...SHOP, origins: 'https://shop.example' }, /origins: must be a list$/],
    [
      'an origin with a slash',
      { ...SHOP, origins: ['https://shop.example/'] },
      /origins\[0\]: must look like https:\/\/shop\.example, without a slash/,
    ],
    ['a list instead of an object', [], /the file: must be an object$/],
    [
      'a missing price',
      { shopId: 5, catalogue: { products: [BUN, { ...BUN, price: undefined }] } },
      /: catalogue\.products\[1\]\.price: is missing$/,
    ],
    [
      'an order without lines',
      { shopId: 5, catalogue: { orders: [{ uuid: 'a', description: 'b', items: [] }] } },
      /: catalogue\.orders\[0\]\.items: must not be empty$/,
    ],
    ['a catalogue of the wrong type', { shopId: 5, catalogue: 5 }, /: catalogue: is of the wrong kind$/],
    ['an empty catalogue', { shopId: 5, catalogue: {} }, /the catalogue is empty/],
    ['an unknown setting', { ...SHOP, sotre: {} }, /sotre: there is no such setting/],
    ['a key', { ...SHOP, secret: 'test_secret' }, /secret: keys do not belong in a file/],
    ['a password in a setting', { ...SHOP, store: { postgres: true, password: 'x' } }, /store/],
    ['no price list', { shopId: 5 }, /give either catalogue or pricing/],
    [
      'two price lists',
      { ...SHOP, pricing: { url: 'http://127.0.0.1/' } },
      /give either catalogue or pricing/,
    ],
    ['a malformed address', { shopId: 5, pricing: { url: 'shop.example' } }, /pricing\.url: must be an http/],
    [
      'a header that cannot be forwarded',
      { shopId: 5, pricing: { url: 'http://127.0.0.1/', forwardHeaders: ['cookie', 'Content-Length'] } },
      /pricing\.forwardHeaders\.?\[1\]: is not a header/,
    ],
    ['a missing catalogue file', { shopId: 5, catalogue: 'none.json' }, /none\.json cannot be read/],
    ['an unknown store', { ...SHOP, store: { redis: true } }, /store: must be \{"sqlite"/],
  ] as const) {
    it(`refuses ${what} in one sentence`, (test) => {
      const problem = problemOf(test, content);
      assert.match(problem, sentence);
      assert.doesNotMatch(problem, /test_secret|\n/);
    });
  }
});

describe('secretsOf', () => {
  it('lists every secret of the environment, so that the log hides it', (test) => {
    const world = new FakeCommandWorld(test);
    const settings = { store: { postgres: true }, onPaid: { url: 'http://127.0.0.1/paid' } };
    const environment = { ...KEYS, KVIT_HOOK_KEY: 'hook_key', KVIT_DATABASE_URL: 'postgres://u:p@h/d' };
    const config = readConfig(world.file('kvit.config.json', { ...SHOP, ...settings }));
    assert.deepEqual(secretsOf(readKeys(config, environment)), Object.values(environment));
    assert.deepEqual(secretsOf(readKeys(readConfig(world.file('a.json', SHOP)), KEYS)), Object.values(KEYS));
  });
});

describe('readKeys', () => {
  it('reads the environment', (test) => {
    const world = new FakeCommandWorld(test);
    const keys = readKeys(readConfig(world.file('kvit.config.json', SHOP)), KEYS);
    assert.deepEqual([keys.secret, keys.apiKey, keys.callbackSecret], Object.values(KEYS));
  });

  for (const [name, settings, environment] of [
    ['KVIT_SECRET', {}, { KVIT_API_KEY: 'test_key' }],
    ['KVIT_SECRET', {}, { KVIT_API_KEY: 'test_key', KVIT_SECRET: '' }],
    ['KVIT_API_KEY', {}, { KVIT_SECRET: 'test_secret' }],
    ['KVIT_HOOK_KEY', { onPaid: { url: 'http://127.0.0.1/paid' } }, KEYS],
    ['KVIT_DATABASE_URL', { store: { postgres: true } }, KEYS],
  ] as const) {
    it(`names ${name} when it is missing`, (test) => {
      const world = new FakeCommandWorld(test);
      const file = world.file('kvit.config.json', { ...SHOP, ...settings });
      assert.throws(() => readKeys(readConfig(file), environment), {
        name: 'ConfigurationError',
        message: new RegExp(`^${name} is missing in the environment: `),
      });
    });
  }
});
