import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

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
    assert.match(stdout, /^function function\ntrue 4\n$/);
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

  it('has a global script in plain ASCII, so that any charset reads it', () => {
    assert.match(readFileSync('dist/kvit.global.js', 'utf8'), /^[\0-\x7f]+$/);
  });

  it('has a global script that asks for no file but those of six languages', () => {
    const code = readFileSync('dist/kvit.global.js', 'utf8');
    const files = new Set(code.match(/kvit-[\w-]+\.js/g));
    assert.deepEqual(
      [...files].toSorted(),
      ['be', 'hy', 'kk', 'ky', 'uz', 'zh'].map((name) => `kvit-${name}.js`),
    );
    assert.equal(code.match(/\bimport\(/g)?.length, 1, 'one place loads them');
  });

  it('has language files that take nothing from a script', () => {
    for (const name of ['en', 'kk', 'be', 'hy', 'ky', 'uz', 'zh']) {
      const code = readFileSync(`dist/kvit-${name}.js`, 'utf8');
      assert.doesNotMatch(code, /Symbol\.for\(|\bimport\b|kvit\.js/, name);
    }
  });

  it('keeps the licence notice of Lit', () => {
    for (const file of ['kvit.js', 'kvit.global.js'])
      assert.match(
        readFileSync(`dist/${file}`, 'utf8'),
        /\/\*! Kvit, MIT\. Contains Lit, Copyright \d+ Google LLC, BSD-3-Clause/,
      );
    assert.match(
      readFileSync('dist/LICENSES.txt', 'utf8'),
      /Copyright \(c\) 2017 Google LLC[^]*Redistribution and use in source and binary/,
    );
  });

  it('keeps the server’s words out of the browser’s scripts', () => {
    for (const file of readdirSync('dist').filter((name) => name.endsWith('.js'))) {
      assert.doesNotMatch(readFileSync(`dist/${file}`, 'utf8'), /Bearer |apiKey|callbackSecret|SHA-1/);
    }
  });
});
