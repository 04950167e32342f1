import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSigner } from '../../../src/server/index.ts';
import { API_KEY, CALLBACK_SECRET, CLAIM, openShop, SECRET } from '../shop.ts';

describe('the origin of POST payments', () => {
  const SAME = 'https://shop.test';
  const PARTNER = 'https://partner.test';
  const table: readonly [site: string | null, origin: string | null, allowed: boolean][] = [
    [null, null, true],
    [null, SAME, true],
    [null, 'https://evil.com', false],
    [null, 'null', false],
    [null, 'https://shop.test.evil.com', false],
    [null, 'http://shop.test', false],
    [null, 'https://shop.test:8443', false],
    [null, PARTNER, true],
    ['same-origin', SAME, true],
    ['same-origin', 'https://public.name', true],
    ['same-origin', null, true],
    ['same-origin', 'null', false],
    ['same-site', 'https://blog.shop.test', false],
    ['same-site', SAME, false],
    ['same-site', null, false],
    ['cross-site', 'https://evil.com', false],
    ['cross-site', SAME, false],
    ['cross-site', null, false],
    ['cross-site', PARTNER, true],
    ['cross-site', 'null', false],
    ['none', null, true],
    ['nonsense', null, false],
  ];
  for (const [site, origin, allowed] of table) {
    it(`Sec-Fetch-Site ${site}, Origin ${origin}: ${allowed ? 'yes' : 'no'}`, async () => {
      const shop = openShop({ origins: [PARTNER] });
      const headers = { ...(site && { 'Sec-Fetch-Site': site }), ...(origin && { Origin: origin }) };
      const answer = await shop.post(CLAIM, headers);
      assert.equal(answer.status, allowed ? 201 : 403);
      assert.equal(shop.gateway.creates.length, allowed ? 1 : 0);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), origin === PARTNER ? PARTNER : null);
      assert.equal(answer.headers.get('Vary'), 'Origin');
    });
  }

  for (const [origin, status] of [
    ['https://shop.test', 201],
    ['https://evil.com', 403],
  ] as const) {
    it(`answers ${status} to a page of ${origin} behind a proxy that ends TLS`, async () => {
      const headers = { 'Content-Type': 'application/json', Origin: origin };
      const init = { method: 'POST', headers, body: JSON.stringify(CLAIM) };
      const request = new Request('http://shop.test/kvit/payments', init);
      assert.equal((await openShop().signer.fetch(request)).status, status);
    });
  }

  it('answers a preflight for the allowed origins only', async () => {
    const shop = openShop({ origins: [PARTNER] });
    const ask = (origin: string) =>
      shop.send('/kvit/payments', { method: 'OPTIONS', headers: { Origin: origin } });
    const yes = await ask(PARTNER);
    assert.equal(yes.status, 204);
    assert.equal(yes.headers.get('Access-Control-Allow-Origin'), PARTNER);
    assert.equal(yes.headers.get('Access-Control-Allow-Methods'), 'POST');
    assert.equal(
      yes.headers.get('Access-Control-Allow-Headers'),
      'Content-Type, Idempotency-Key, Kvit-Payment',
    );
    assert.equal(yes.headers.get('Access-Control-Allow-Credentials'), null);
    assert.equal(yes.headers.get('Access-Control-Max-Age'), '600');
    const no = await ask('https://evil.com');
    assert.deepEqual([no.status, no.headers.get('Access-Control-Allow-Origin')], [403, null]);
  });
});

describe('routes', () => {
  for (const [method, path, allow] of [
    ['GET', '/kvit/payments', 'POST, OPTIONS'],
    ['PUT', '/kvit/payments', 'POST, OPTIONS'],
    ['POST', '/kvit/payment', 'GET, OPTIONS'],
    ['DELETE', '/kvit/receipt', 'GET, OPTIONS'],
    ['HEAD', '/kvit/order', 'GET, OPTIONS'],
  ] as const) {
    it(`${method} ${path} is 405`, async () => {
      const { status, headers } = await openShop().send(path, { method });
      assert.deepEqual([status, headers.get('Allow')], [405, allow]);
    });
  }

  it('answer 404 for every other path', async () => {
    const shop = openShop();
    const paths = [
      '/',
      '/kvit',
      '/kvit/',
      '/kvit/payments/',
      '/kvitx/payments',
      '/kvit/__proto__',
      '/kvit/toString',
    ];
    const answers = await Promise.all([...paths, '/x/kvit/order'].map((path) => shop.send(path)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([404]));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  });

  it('are below basePath', async () => {
    for (const basePath of ['/api/pay', '/']) {
      const shop = openShop({ basePath });
      const prefix = basePath === '/' ? '' : basePath;
      assert.equal((await shop.send(`${prefix}/order?uuid=a`)).status, 200);
    }
  });

  it('answer 500 without details after an exception', async () => {
    const shop = openShop();
    shop.store.byHandle = async () => {
      throw new Error(`cannot open /var/lib/kvit.db with ${SECRET}`);
    };
    const { status, body } = await shop.status('A'.repeat(43));
    assert.deepEqual(body, {
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      code: 'internal',
      detail: 'Something went wrong.',
    });
    assert.equal(status, 500);
    assert.equal(shop.alerts[0]?.kind, 'failure');
    assert.equal(JSON.stringify(shop.alerts).includes(SECRET), false);
  });

  it('answer 500 when the merchant’s alert handler fails too', async () => {
    const shop = openShop({
      order: () => 3 as never,
      onAlert: () => {
        throw new Error('pager is down');
      },
    });
    assert.equal((await shop.post()).status, 500);
  });
});

describe('secrets', () => {
  it('appear in no response and no alert, even when the gateway echoes its request', async () => {
    const seen: string[] = [];
    const shop = openShop();
    const note = ({ text, headers }: { text: string; headers: Headers }) =>
      seen.push(text, JSON.stringify([...headers]));
    const echo: unknown[] = [];
    shop.gateway.intercept = (call, proceed) => {
      if (call.method === 'GET') return proceed();
      const message = `${call.headers.get('Authorization')} ${call.text} ${SECRET}`;
      echo.push((JSON.parse(call.text) as { sign: string }).sign);
      return Response.json({ success: false, message, errors: { sign: [message] } }, { status: 422 });
    };
    note(await shop.post());
    shop.gateway.intercept = () => {
      throw new TypeError(`Bearer ${API_KEY} failed with ${SECRET}`);
    };
    note(await shop.post());
    shop.gateway.intercept = (_, proceed) => proceed();
    const opened = await shop.post();
    note(opened);
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(2_000);
    note(await shop.status(opened.body['id']));
    note(await shop.receipt(opened.body['id']));
    note(await shop.post());
    note(await shop.callback({ id: 1000 }));
    note(await shop.callback('x', `${CALLBACK_SECRET}x`));
    const all = [...seen, JSON.stringify(shop.alerts), JSON.stringify(shop.paid)].join('\n');
    for (const canary of [SECRET, API_KEY, CALLBACK_SECRET, ...echo]) {
      assert.equal(all.includes(String(canary)), false, String(canary));
    }
    assert.equal(shop.alerts.length, 1);
  });
});

describe('createSigner', () => {
  const bad: readonly [option: string, change: Record<string, unknown>][] = [
    ['order', { order: undefined }],
    ['shopId', { shopId: 0 }],
    ['shopId', { shopId: '5' }],
    ['secret', { secret: '' }],
    ['apiKey', { apiKey: undefined }],
    ['apiKey', { apiKey: 'a\nb' }],
    ['gateway', { gateway: 'http://urlpay.io/api' }],
    ['gateway', { gateway: 'urlpay.io' }],
    ['callbackSecret', { callbackSecret: 'short' }],
    ['callbackSecret', { callbackSecret: 'has/a/slash/in/it' }],
    ['callbackSecret', { callbackSecret: 'x'.repeat(15) }],
    ['basePath', { basePath: 'kvit' }],
    ['basePath', { basePath: '/kvit/' }],
    ['payHosts', { payHosts: ['https://pay.test'] }],
    ['payHosts', { payHosts: ['pay.test/x'] }],
    ['payHosts', { payHosts: ['*.pay.test'] }],
    ['origins', { origins: ['https://shop.test/'] }],
    ['origins', { origins: ['*'] }],
    ['origins', { origins: ['https://*.shop.test'] }],
    ['returnHosts', { returnHosts: [''] }],
    ['subscriptions', { subscriptions: [] }],
    ['vatRates', { vatRates: [{ code: -1, label: 'x', rate: 1, calculated: false }] }],
  ];
  for (const [option, change] of bad) {
    it(`refuses to start with ${JSON.stringify(change)}`, () => {
      const settings = { ...openShop().settings, ...change };
      assert.throws(
        () => createSigner(settings),
        (error: Error) => error instanceof TypeError && error.message.startsWith(option),
      );
    });
  }

  it('takes a callbackSecret of 16 characters', () => {
    assert.doesNotThrow(() => openShop({ callbackSecret: 'x'.repeat(16) }));
  });

  it('warns once that attempts are kept in memory, unless the gateway is on this machine', async () => {
    for (const [gateway, alerts] of [
      ['https://gateway.test/api', 1],
      ['http://localhost:4020/api', 0],
    ] as const) {
      const shop = openShop({ gateway });
      const { store: _, ...forgetful } = shop.settings;
      const signer = createSigner(forgetful);
      for (let times = 0; times < 2; times += 1) {
        const headers = { 'Content-Type': 'application/json' };
        await signer.fetch(
          new Request('https://shop.test/kvit/payments', { method: 'POST', headers, body: '{}' }),
        );
      }
      assert.equal(shop.alerts.length, alerts);
    }
  });
});

describe('the server entry', () => {
  it('refuses to load in a browser', async () => {
    Object.assign(globalThis, { window: globalThis, document: {} });
    // another address, because a loaded module does not run again
    const again: string = '../../../src/server/runtime/refuse-browser.ts?again';
    try {
      await assert.rejects(import(again), /never be loaded/);
    } finally {
      Reflect.deleteProperty(globalThis, 'window');
      Reflect.deleteProperty(globalThis, 'document');
    }
  });
});
