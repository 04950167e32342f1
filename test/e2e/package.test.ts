import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { SHORT_NAMES } from '../../tools/build/short-names.ts';

/** Runs a module in a plain Node of its own. */
const run = (code: string) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });

describe('the built package', () => {
  it('loads in plain Node, elements and all', () => {
    const { status, stdout, stderr } = run(
      `const kit = await import('kvit'); console.log(Object.keys(kit).toSorted().join(' '));`,
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /KvitCart .*KvitCheckout .*KvitStatus.* configure/);
  });

  it('gives the signer and the sandbox, which take a payment together', () => {
    const { status, stdout, stderr } = run(`
      const { createSigner } = await import('kvit/server');
      const { createSandbox } = await import('kvit/sandbox');
      const account = { shopId: 5, secret: 'test_secret', apiKey: 'test_key' };
      const sandbox = createSandbox({ ...account, baseUrl: 'http://127.0.0.1:4010' });
      const item = { description: 'x', quantity: 1, price: 10, vat_code: 2, payment_subject: 1, payment_mode: 4 };
      const order = { uuid: 'a', description: 'd', currency: 'rub', items: [item] };
      const fetch = (input, init) => sandbox.fetch(new Request(input, init));
      const signer = createSigner({ ...account, gateway: 'http://127.0.0.1:4010/api', order: () => order, fetch });
      const body = JSON.stringify({ ...order, amount: '10.00' });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await signer.fetch(new Request('http://127.0.0.1/kvit/payments', { method: 'POST', headers, body }));
      console.log(answer.status, (await answer.json()).paymentUrl);`);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^201 http:\/\/127\.0\.0\.1:4010\/pay\//);
  });

  it('gives the contract that a shop’s own store must keep', () => {
    const { status, stdout, stderr } = run(`
      const { memoryStore, sqliteStore, postgresStore } = await import('kvit/server');
      const { storeContract } = await import('kvit/server/testing');
      console.log(typeof sqliteStore, typeof postgresStore);
      const cases = [];
      const stores = new Map();
      const open = (name) => stores.get(name) ?? stores.set(name, memoryStore()).get(name);
      storeContract({ test: (name, run) => cases.push(run), open });
      for (const run of cases) await run();
      const broken = (name) => Object.assign(open(name), { claimEvent: async () => true });
      const caught = [];
      storeContract({ test: (name, run) => caught.push(run().then(() => 0, () => 1)), open: broken });
      console.log(cases.length > 20, (await Promise.all(caught)).filter(Boolean).length);`);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^function function\ntrue 2\n$/);
  });

  it('has types for every entry', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      exports: Record<string, string | { types: string; default: string }>;
    };
    const entries = Object.values(exports).filter((entry) => typeof entry !== 'string');
    assert.equal(entries.length, 4);
    for (const { types, default: code } of entries) {
      for (const file of [types, code]) assert.ok(existsSync(file), file);
    }
  });

  it('keeps the server out of a browser', () => {
    const { status, stderr } = run(
      `globalThis.window = globalThis; globalThis.document = {}; await import('kvit/server');`,
    );
    assert.notEqual(status, 0);
    assert.match(stderr, /must never be loaded in a browser/);
  });

  it('has a command that knows which kvit it is and what it can do', () => {
    const command = (...args: string[]) =>
      spawnSync(process.execPath, ['dist/esm/cli.js', ...args], { encoding: 'utf8' });
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(command('--version').stdout, `${version}\n`);
    for (const name of ['serve', 'reconcile', 'sandbox']) {
      assert.match(command(name, '--help').stdout, new RegExp(`^Usage: kvit ${name} `));
    }
    const { status, stderr } = command('surf');
    assert.equal(status, 2);
    assert.match(stderr, /there is no command "surf"/);
  });

  it('names the hash of every script', () => {
    const hashes = JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as Record<string, string>;
    const scripts = readdirSync('dist').filter((file) => file.endsWith('.js'));
    assert.deepEqual(Object.keys(hashes), scripts.toSorted());
    for (const file of scripts) {
      const digest = createHash('sha384')
        .update(readFileSync(`dist/${file}`))
        .digest('base64');
      assert.equal(hashes[file], `sha384-${digest}`);
    }
  });

  it('has a classic script that begins with a byte order mark: it is read as UTF-8 whatever the page is in', () => {
    assert.deepEqual([...readFileSync('dist/kvit.global.js').subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  });

  it('has files for both scripts to load that take nothing from either', () => {
    const alone = [
      'en',
      'kk',
      'be',
      'hy',
      'ky',
      'uz',
      'zh',
      'checkout-dialog',
      'subscription-list',
      'receipt-file',
      'show-news',
      'other-tabs',
      'warnings',
      'rare-names',
    ];
    const inside = new RegExp(`\\b(${SHORT_NAMES.join('|')})\\b`);
    for (const name of alone) {
      const code = readFileSync(`dist/kvit-${name}.js`, 'utf8');
      assert.doesNotMatch(code, /Symbol\.for\(|\bimport\b|kvit\.js/, name);
      // the classic script calls these by other names
      assert.doesNotMatch(code, inside, name);
    }
  });

  it('keeps the server’s words out of the browser’s scripts', () => {
    for (const file of readdirSync('dist').filter((name) => name.endsWith('.js'))) {
      assert.doesNotMatch(readFileSync(`dist/${file}`, 'utf8'), /Bearer |apiKey|callbackSecret|SHA-1/);
    }
  });
});
