/** Runs every block of docs/recipes.md, and takes a payment through it. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ACCOUNT, CALLBACK_SECRET } from '../signers/account.ts';
import { ScriptedGateway } from '../signers/scripted-gateway.ts';
import { newOrder } from '../signers/shop.ts';
import { startChild, type Child } from '../tools/child.ts';
import { freePort } from '../tools/free-port.ts';

const PAGE = readFileSync('docs/recipes.md', 'utf8');
const ORIGIN = 'https://shop.example';
/** Inside the repository, so that the blocks find its packages. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
const KIT = new URL('../../src/server/index.ts', import.meta.url).href;

/** The blocks by the file name in the comment before each. */
const BLOCKS = new Map(
  [...PAGE.matchAll(/<!-- (\S+) -->\s+```js\n([\s\S]*?)```/g)].map(([, name = '', code = '']) => [
    name,
    code,
  ]),
);

const FAKE_BUN = `
  import { createServer } from 'node:http';
  import { getRequestListener } from '@hono/node-server';
  globalThis.Bun = { serve: ({ port, fetch }) => createServer(getRequestListener(fetch)).listen(port) };
`;

type Send = (request: Request) => Promise<Response>;

let gateway: ScriptedGateway;
let folder: string;

before(async () => {
  gateway = await ScriptedGateway.start();
  mkdirSync(CACHE, { recursive: true });
  folder = mkdtempSync(join(CACHE, 'kvit-recipes-'));
  for (const [name, code] of BLOCKS) put(name, code);
  put('package.json', '{ "type": "module" }');
  put('fake-bun.js', FAKE_BUN);
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await gateway.close();
});

/** Writes a block, importing the kit from its sources, since these tests run before the build. */
function put(name: string, code: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code.replaceAll(`'kvit/server'`, `'${KIT}'`));
}

const environment = (): Record<string, string> => ({
  URLPAY_SHOP_ID: String(ACCOUNT.shopId),
  URLPAY_SECRET: ACCOUNT.secret,
  URLPAY_KEY: ACCOUNT.apiKey,
  URLPAY_GATEWAY: `${gateway.url}/api`,
  KVIT_CALLBACK_SECRET: CALLBACK_SECRET,
});

/** Puts the body parser before the signer, which the page warns against. */
function withParserFirst(code: string): string {
  const [signer = '', parser = ''] = code.split('\n').filter((row) => /app\.all|express\.json/.test(row));
  return code.replace(`${parser}\n`, '').replace(signer, `${parser}\n${signer}`);
}

/** Runs a block as its own server on a free port, in its own folder, since `payments.sqlite` is created there. */
async function serve(name: string, preload: readonly string[] = []): Promise<{ url: string; child: Child }> {
  const port = await freePort();
  const code = BLOCKS.get(name) ?? '';
  assert.match(code, /3000/);
  put(`running-${name}`, code.replace('3000', String(port)));
  const home = join(folder, `home-${name}`);
  mkdirSync(home);
  const imports = preload.map((file) => `--import=${pathToFileURL(join(folder, file)).href}`);
  const script = `process.chdir(${JSON.stringify(home)}); await import(${JSON.stringify(pathToFileURL(join(folder, `running-${name}`)).href)});`;
  const child = startChild(process.execPath, [...imports, '--input-type=module', '-e', script], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 20_000;
  while (!(await fetch(url).catch(() => null))) {
    if (child.process.exitCode !== null || Date.now() > deadline) throw new Error(`${name} does not start`);
    await sleep(50);
  }
  return { url, child };
}

const line = {
  description: 'Булочка с маком',
  quantity: 3,
  price: 83.5,
  vat_code: 2,
  payment_subject: 1,
  payment_mode: 4,
  measurement_unit: 0,
};

/** Takes a payment as the widget and the gateway would. @param base the server's origin */
async function takesAPayment(base: string, send: Send): Promise<void> {
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await send(new Request(`${base}/kvit${path}`, init));
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const uuid = newOrder();
  const order = { uuid, description: 'Три булочки', currency: 'rub', amount: '250.50', items: [line] };
  const shown = await ask(`/order?uuid=${uuid}`);
  assert.deepEqual([shown.status, shown.body['amount']], [200, '250.50']);
  const pay = (claim: unknown) =>
    ask('/payments', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: ORIGIN },
      body: JSON.stringify(claim),
    });
  const cheap = await pay({ ...order, amount: '2.50' });
  assert.deepEqual([cheap.status, cheap.body['code']], [409, 'price_changed'], JSON.stringify(cheap));
  const { status, body } = await pay(order);
  assert.equal(status, 201, JSON.stringify(body));
  await gateway.choose(body['paymentUrl'], 'pay');
  const hint = JSON.stringify({ id: gateway.payments(uuid)[0]?.id, uuid });
  const called = await ask(`/callback/${CALLBACK_SECRET}`, { method: 'POST', body: hint });
  assert.equal(called.status, 200);
  const payment = await ask('/payment', { headers: { 'Kvit-Payment': String(body['id']) } });
  assert.equal((payment.body['payment'] as { status: number }).status, 3);
  const preflight = await send(
    new Request(`${base}/kvit/payments`, { method: 'OPTIONS', headers: { Origin: ORIGIN } }),
  );
  assert.equal(preflight.status, 204);
  assert.equal((await ask('/nothing')).body['code'], 'not_found');
  const cancelled = await ask('/subscriptions/1', { method: 'DELETE' });
  assert.equal(cancelled.body['code'], 'not_found');
}

const overTheNetwork: Send = (request) => fetch(request);

describe('docs/recipes.md', () => {
  it('has a block for each server', () => {
    const names = [
      'app/kvit/[...path]/route.js',
      'bun.js',
      'express.js',
      'hono.js',
      'node-http.js',
      'signer.js',
    ];
    assert.deepEqual([...BLOCKS.keys()].toSorted(), names);
    assert.equal(PAGE.match(/```js/g)?.length, names.length, 'a block without a name would not run');
  });

  for (const [name, preload] of [
    ['node-http.js', []],
    ['express.js', []],
    ['hono.js', []],
    ['bun.js', ['fake-bun.js']],
  ] as const) {
    it(`${name} takes a payment and leaves other paths to the shop`, async () => {
      const { url, child } = await serve(name, preload);
      try {
        await takesAPayment(url, overTheNetwork);
        if (name === 'express.js') return await reads(url);
        assert.equal(await (await fetch(url)).text(), 'the shop');
      } finally {
        child.stop();
      }
    });
  }

  it('express.js takes no payment if the parser comes first, as the page says', async () => {
    BLOCKS.set('wrong.js', withParserFirst(BLOCKS.get('express.js') ?? ''));
    const { url, child } = await serve('wrong.js');
    try {
      await assert.rejects(takesAPayment(url, overTheNetwork), /400/);
    } finally {
      child.stop();
    }
  });

  it('the handlers for Next take a payment', async () => {
    Object.assign(process.env, environment());
    const home = process.cwd();
    process.chdir(folder);
    try {
      const route = (await import(pathToFileURL(join(folder, 'app/kvit/[...path]/route.js')).href)) as Record<
        string,
        Send
      >;
      await takesAPayment(ORIGIN, async (request) => {
        const handler = route[request.method];
        assert.ok(handler, request.method);
        return handler(request);
      });
    } finally {
      process.chdir(home);
    }
  });
});

/** Checks that the shop's own Express routes still get parsed bodies. */
async function reads(url: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${url}/basket`, { method: 'POST', headers, body: '[1,2]' });
  assert.deepEqual(await answer.json(), { lines: 2 });
}
