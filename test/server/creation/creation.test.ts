import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { breathe, until } from '../clock.ts';
import { CLAIM, ITEM, openShop, SECRET } from '../shop.ts';
import { createSigner, sign, sqliteStore } from '../../../src/server/index.ts';
import { html, silence, type Intercept } from '../test-gateway.ts';

const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  body['code'],
];
const onCreate =
  (answer: Intercept): Intercept =>
  (call, proceed) =>
    call.method === 'POST' ? answer(call, proceed) : proceed();

describe('POST payments', () => {
  it('answers with a handle and the page', async () => {
    const shop = openShop();
    const { status, body, headers } = await shop.post();
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(body), ['success', 'id', 'paymentUrl']);
    assert.match(String(body['id']), /^[\w-]{43}$/);
    assert.equal(body['paymentUrl'], 'https://gateway.test/pay/1000');
    assert.equal(headers.get('Cache-Control'), 'no-store');
  });

  it('sends the gateway the priced order, in the seed’s types, with the very text that was signed', async () => {
    const shop = openShop();
    await shop.post({ ...CLAIM, shopId: 5, website_url: 'https://shop.test/thanks', language: 'ru' });
    const [call] = shop.gateway.creates;
    assert.deepEqual(JSON.parse(call?.text ?? ''), {
      ...CLAIM,
      shopId: 5,
      website_url: 'https://shop.test/thanks',
      language: 'ru',
      sign: await sign('rub', '250.50', 5, SECRET),
    });
    assert.match(call?.headers.get('Authorization') ?? '', /^Bearer canary-key/);
  });

  it('writes the attempt down before the gateway hears of it', async () => {
    const shop = openShop();
    let states: string[] = [];
    shop.gateway.intercept = async (_, proceed) => {
      states = (await shop.store.ofOrder(CLAIM.uuid)).map(({ state }) => state);
      return proceed();
    };
    await shop.post();
    assert.deepEqual(states, ['CREATING']);
  });

  it('gives the same order the same page', async () => {
    const shop = openShop();
    const first = await shop.post();
    assert.deepEqual((await shop.post()).body, first.body);
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('asks the gateway sparingly when the same order comes again and again', async () => {
    const shop = openShop();
    for (let press = 0; press < 10; press += 1) await shop.post();
    assert.equal(shop.gateway.reads.length, 1);
  });

  it('makes one page of five presses at once', async () => {
    const shop = openShop();
    let release = () => undefined as void;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    shop.gateway.intercept = async (_, proceed) => {
      await gate;
      return proceed();
    };
    const keys = ['a', 'b', 'a', '', ''];
    const presses = keys.map((key) => shop.post(CLAIM, key ? { 'Idempotency-Key': key } : {}));
    setTimeout(release, 30);
    const answers = await shop.clock.run(Promise.all(presses));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('makes one page of presses on two processes with one file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kvit-'));
    const shop = openShop({ store: sqliteStore(join(folder, 'kvit.db')) });
    const other = sqliteStore(join(folder, 'kvit.db'));
    const signers = [shop.signer, createSigner({ ...shop.settings, store: other })];
    const presses = Array.from({ length: 10 }, async (_, index) => {
      const init = {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(CLAIM),
      };
      const response = await signers[index % 2]?.fetch(new Request('https://shop.test/kvit/payments', init));
      return `${response?.status} ${await response?.text()}`;
    });
    const answers = new Set(await shop.clock.run(Promise.all(presses)));
    assert.equal(answers.size, 1);
    assert.match([...answers].join(), /^201 /);
    assert.equal(shop.gateway.creates.length, 1);
    await Promise.all([shop.store.close(), other.close()]);
    rmSync(folder, { recursive: true });
  });

  it('brings no old cart back that was priced before a newer one got its page', async () => {
    const changed = { ...CLAIM, amount: '83.50', items: [{ ...ITEM, quantity: 1 }] };
    let answerOld = (): void => undefined;
    const old = new Promise<void>((resolve) => {
      answerOld = resolve;
    });
    const shop = openShop({
      order: async ({ uuid, amount }) => {
        if (amount !== CLAIM.amount) return { ...changed, uuid };
        await old;
        return { ...CLAIM, uuid };
      },
    });
    const stale = shop.post();
    await breathe();
    shop.clock.advance(10);
    assert.equal((await shop.post(changed)).status, 201);
    answerOld();
    assert.deepEqual(codeOf(await stale), [409, 'in_progress']);
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('starts anew with another uuid when the cart has changed, and keeps watching the old page', async () => {
    const shop = openShop();
    const old = await shop.open();
    shop.prices.order = (uuid) => ({
      ...CLAIM,
      uuid,
      amount: '83.50',
      items: [{ ...ITEM, quantity: 1 }],
    });
    const { status, body } = await shop.post({
      ...CLAIM,
      amount: '83.50',
      items: [{ ...ITEM, quantity: 1 }],
    });
    assert.equal(status, 201);
    assert.notEqual(body['id'], old);
    assert.deepEqual(shop.gateway.createdUuids, ['invoice_123', 'invoice_123.2']);
    shop.gateway.setStatus(1000, 3);
    assert.equal(await shop.look(old), 3);
    assert.equal(shop.paid[0]?.order.amount, '250.50');
  });

  it('steps over an attempt name that is another order’s uuid', async () => {
    const shop = openShop();
    await shop.open({ ...CLAIM, uuid: 'invoice_123.2' });
    const first = await shop.open();
    shop.gateway.setStatus(1001, 2);
    assert.equal(await shop.look(first), 2);
    await shop.open();
    assert.deepEqual(shop.gateway.createdUuids, ['invoice_123.2', 'invoice_123', 'invoice_123.3']);
  });
});

describe('POST payments after an ended attempt', () => {
  for (const [name, status] of [
    ['cancelled', 2],
    ['failed', 4],
  ] as const) {
    it(`makes a new page when the old one was ${name}`, async () => {
      const shop = openShop();
      const old = await shop.open();
      shop.gateway.setStatus(1000, status);
      assert.equal(await shop.look(old), status);
      assert.notEqual(await shop.open(), old);
      assert.deepEqual(shop.gateway.createdUuids, ['invoice_123', 'invoice_123.2']);
    });
  }

  for (const status of [1, 3, 5, 6]) {
    it(`makes none when the gateway says ${status} just then`, async () => {
      const shop = openShop();
      const old = await shop.open();
      shop.gateway.setStatus(1000, status);
      shop.clock.advance(2_000);
      const answer = await shop.post();
      assert.deepEqual([...codeOf(answer), answer.body['id']], [409, 'already_paid', old]);
      assert.equal(shop.gateway.creates.length, 1);
    });
  }

  it('looks at a failed attempt once more, since cards are charged late', async () => {
    const shop = openShop();
    const old = await shop.open();
    shop.gateway.setStatus(1000, 4);
    await shop.look(old);
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(2_000);
    assert.deepEqual(codeOf(await shop.post()), [409, 'already_paid']);
  });

  it('makes none while nobody can say whether the old page was paid', async () => {
    const shop = openShop();
    const old = await shop.open();
    shop.gateway.setStatus(1000, 4);
    await shop.look(old);
    shop.gateway.intercept = (call, proceed) => (call.method === 'GET' ? html(500) : proceed());
    shop.clock.advance(2_000);
    assert.deepEqual(codeOf(await shop.post()), [504, 'gateway_unknown']);
    const second = shop.clock.run(shop.post());
    assert.deepEqual(codeOf(await second), [504, 'gateway_unknown']);
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('refuses after a mismatch: a person has to look first', async () => {
    const shop = openShop();
    const old = await shop.open();
    shop.gateway.change(1000, { amount: '1.00' });
    await shop.look(old);
    assert.deepEqual(codeOf(await shop.post()), [409, 'payment_mismatch']);
  });
});

describe('POST payments when the gateway misbehaves', () => {
  for (const status of [401, 403, 404, 422]) {
    it(`takes ${status} for a definite no`, async () => {
      const shop = openShop();
      shop.gateway.intercept = onCreate(() =>
        Response.json({ success: false, message: 'no', errors: { amount: ['is odd'] } }, { status }),
      );
      const answer = await shop.post();
      assert.deepEqual(codeOf(answer), [502, 'gateway_refused']);
      assert.equal(answer.text.includes('odd'), false);
      assert.equal((await shop.store.byUuid(CLAIM.uuid))?.state, 'REJECTED');
      const [alert] = shop.alerts;
      assert.equal(alert?.kind, 'gateway_refused');
      assert.match(alert.message, /amount: is odd/);
    });
  }

  const unknown: Record<string, Intercept> = {
    '500 after the effect': (_, proceed) => (proceed(), html(500)),
    '500 before the effect': () => html(500),
    503: () => new Response(null, { status: 503 }),
    429: () => new Response(null, { status: 429 }),
    400: () => Response.json({ error: 'odd' }, { status: 400 }),
    302: () => new Response(null, { status: 302, headers: { Location: 'https://evil.test/' } }),
    'a reset': (_, proceed) => {
      proceed();
      throw new TypeError('fetch failed');
    },
    'HTML with 200': (_, proceed) => (proceed(), html()),
    'a truncated answer': (_, proceed) => (
      proceed(),
      new Response('{"success":true,"id":10', { status: 201 })
    ),
    'success: false': () =>
      Response.json({ success: false, id: 1, paymentUrl: 'https://gateway.test/' }, { status: 201 }),
    'no id': () => Response.json({ success: true, paymentUrl: 'https://gateway.test/' }, { status: 201 }),
    'no address': () => Response.json({ success: true, id: 1 }, { status: 201 }),
    'an id that is none': () =>
      Response.json({ success: true, id: '1e3', paymentUrl: 'https://gateway.test/' }, { status: 201 }),
    'an endless answer': () => new Response('"'.padEnd(2_000_000, 'x'), { status: 201 }),
  };
  for (const [name, intercept] of Object.entries(unknown)) {
    it(`knows nothing after ${name}, releases nothing, and starts anew with another uuid`, async () => {
      const shop = openShop();
      shop.gateway.intercept = onCreate(intercept);
      assert.deepEqual(codeOf(await shop.post()), [504, 'gateway_unknown']);
      assert.equal((await shop.store.byUuid(CLAIM.uuid))?.state, 'UNKNOWN');
      assert.equal(shop.gateway.creates.length, 1);
      shop.gateway.intercept = (_, proceed) => proceed();
      assert.equal((await shop.post()).status, 201);
      assert.deepEqual(shop.gateway.createdUuids, ['invoice_123', 'invoice_123.2']);
    });
  }

  it('gives up after ten seconds of silence', async () => {
    const shop = openShop();
    let started = 0;
    shop.gateway.intercept = onCreate(() => {
      started = shop.clock.now();
      return silence();
    });
    assert.deepEqual(codeOf(await shop.clock.run(shop.post())), [504, 'gateway_unknown']);
    assert.equal(shop.clock.now() - started, 10_000);
    assert.equal(shop.clock.sleeping, 0);
  });

  it('watches a payment whose success came after the lease, and never releases its page', async () => {
    const shop = openShop({ timeouts: { create: 60_000 } });
    shop.gateway.intercept = onCreate(async (_, proceed) => {
      const answer = proceed();
      shop.clock.advance(15_000);
      return answer;
    });
    assert.deepEqual(codeOf(await shop.post()), [504, 'gateway_unknown']);
    const late = await shop.store.byUuid(CLAIM.uuid);
    assert.deepEqual([late?.state, late?.gatewayId, late?.paymentUrl], ['ORPHANED', 1000, null]);
  });

  it('lets another press take over a lost lease; the late success is watched', async () => {
    const shop = openShop({ timeouts: { create: 60_000 } });
    let finish = () => undefined as void;
    shop.gateway.intercept = onCreate(async (_, proceed) => {
      shop.gateway.intercept = (_call, next) => next();
      const answer = proceed();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return answer;
    });
    const slow = shop.post();
    await until(() => shop.gateway.creates.length === 1);
    const quick = await shop.clock.run(shop.post());
    finish();
    assert.equal(quick.status, 201);
    assert.deepEqual(codeOf(await slow), [504, 'gateway_unknown']);
    assert.deepEqual(shop.gateway.createdUuids, ['invoice_123', 'invoice_123.2']);
    const late = await shop.store.byUuid(CLAIM.uuid);
    assert.deepEqual([late?.state, late?.gatewayId, late?.paymentUrl], ['ORPHANED', 1000, null]);
  });

  it('never releases a page that a newer attempt has overtaken while it was being stored', async () => {
    const shop = openShop();
    const { store } = shop;
    const update = store.update.bind(store);
    store.update = async (from, change, event) => {
      const result = await update(from, change, event);
      if (change.state === 'OPEN') {
        const { uuid, n, handle } = from;
        const page = {
          state: 'OPEN',
          paymentUrl: 'https://gateway.test/pay/9',
          digest: 'another cart',
        } as const;
        await store.insert({ ...from, ...page, uuid: `${uuid}.2`, n: n + 1, handle: `x${handle}` });
      }
      return result;
    };
    assert.deepEqual(codeOf(await shop.post()), [409, 'in_progress']);
  });
});

describe('Idempotency-Key', () => {
  const key = { 'Idempotency-Key': 'press-1' };

  it('repeats the answer for the same body', async () => {
    const shop = openShop();
    const first = await shop.post(CLAIM, key);
    assert.deepEqual((await shop.post(CLAIM, key)).body, first.body);
  });

  it('is refused for another body', async () => {
    const shop = openShop();
    await shop.post(CLAIM, key);
    const answer = await shop.post({ ...CLAIM, uuid: 'other' }, key);
    assert.equal(answer.status, 422);
    assert.deepEqual(answer.body['errors'], [
      { field: 'Idempotency-Key', message: 'was used for another request' },
    ]);
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('is refused for another body, also when both come at once', async () => {
    const shop = openShop();
    const bodies = [CLAIM, { ...CLAIM, uuid: 'other' }, { ...CLAIM, uuid: 'third' }];
    const answers = await shop.clock.run(Promise.all(bodies.map((body) => shop.post(body, key))));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 422, 422]);
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('repeats a refusal and an unknown outcome without asking the gateway again', async () => {
    for (const [status, expected] of [
      [401, 502],
      [500, 504],
    ] as const) {
      const shop = openShop();
      shop.gateway.intercept = onCreate(() => Response.json({}, { status }));
      assert.equal((await shop.post(CLAIM, key)).status, expected);
      assert.equal((await shop.post(CLAIM, key)).status, expected);
      assert.equal(shop.gateway.creates.length, 1);
      shop.gateway.intercept = (_, proceed) => proceed();
      assert.equal((await shop.post(CLAIM, { 'Idempotency-Key': 'press-2' })).status, 201);
      const replayed = await shop.post(CLAIM, key);
      assert.equal(replayed.status, 201, 'the order has one open page, whatever key asks for it');
      assert.equal(shop.gateway.creates.length, 2);
    }
  });

  it('repeats its own page after a cancellation; a new key gets a new page; then the old key gets none', async () => {
    const shop = openShop();
    const first = await shop.post(CLAIM, key);
    shop.gateway.setStatus(1000, 2);
    await shop.look(String(first.body['id']));
    assert.deepEqual((await shop.post(CLAIM, key)).body, first.body);
    const second = await shop.post(CLAIM, { 'Idempotency-Key': 'press-2' });
    assert.notEqual(second.body['id'], first.body['id']);
    shop.gateway.setStatus(1001, 4);
    await shop.look(String(second.body['id']));
    assert.deepEqual(codeOf(await shop.post(CLAIM, key)), [409, 'in_progress']);
    assert.equal(shop.gateway.creates.length, 2);
  });

  it('says already_paid once it is', async () => {
    const shop = openShop();
    const { body } = await shop.post(CLAIM, key);
    shop.gateway.setStatus(1000, 3);
    await shop.look(String(body['id']));
    assert.deepEqual(codeOf(await shop.post(CLAIM, key)), [409, 'already_paid']);
  });

  for (const bad of ['', 'a b', 'caf\u00e9', 'x'.repeat(256)]) {
    it(`must be visible ASCII, unlike ${JSON.stringify(bad.slice(0, 5))}`, async () => {
      const shop = openShop();
      assert.equal((await shop.post(CLAIM, { 'Idempotency-Key': bad })).status, 422);
      assert.equal(shop.gateway.calls.length, 0);
    });
  }
});
