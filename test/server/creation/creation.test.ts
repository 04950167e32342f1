import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { breathe } from '../clock.ts';
import { CLAIM, ITEM, openShop, SECRET } from '../shop.ts';
import { createSigner, sign, sqliteStore } from '../../../src/server/index.ts';
import { html } from '../test-gateway.ts';

const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  body['code'],
];

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

  it('stores the attempt before the gateway receives it', async () => {
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

  it('asks the gateway at most once per throttle when the same order comes again', async () => {
    const shop = openShop();
    for (let press = 0; press < 10; press += 1) await shop.post();
    assert.equal(shop.gateway.reads.length, 1);
  });

  it('makes one page for five presses at once', async () => {
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

  it('makes one page for presses on two processes with one file', async () => {
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

  it('refuses an old cart that was priced before a newer one got its page', async () => {
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

  it('makes a new attempt with another uuid when the cart has changed, and still checks the old page', async () => {
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

  it('skips an attempt uuid that is another order’s uuid', async () => {
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
    it(`makes none when the gateway answers ${status} at that moment`, async () => {
      const shop = openShop();
      const old = await shop.open();
      shop.gateway.setStatus(1000, status);
      shop.clock.advance(2_000);
      const answer = await shop.post();
      assert.deepEqual([...codeOf(answer), answer.body['id']], [409, 'already_paid', old]);
      assert.equal(shop.gateway.creates.length, 1);
    });
  }

  it('checks a failed attempt once more, because cards may be charged late', async () => {
    const shop = openShop();
    const old = await shop.open();
    shop.gateway.setStatus(1000, 4);
    await shop.look(old);
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(2_000);
    assert.deepEqual(codeOf(await shop.post()), [409, 'already_paid']);
  });

  it('makes none while the gateway does not say whether the old page was paid', async () => {
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

  it('waits for the throttle when the last check failed, then makes a new page', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 4);
    await shop.look(handle);
    shop.clock.advance(2_000);
    shop.gateway.intercept = () => html(500);
    await shop.status(handle);
    shop.gateway.intercept = (_, proceed) => proceed();
    const pressed = shop.clock.now();
    assert.equal((await shop.clock.run(shop.post())).status, 201);
    assert.ok(shop.clock.now() - pressed >= 2_000);
  });

  it('refuses after a mismatch, which a person has to settle', async () => {
    const shop = openShop();
    const old = await shop.open();
    shop.gateway.change(1000, { amount: '1.00' });
    await shop.look(old);
    assert.deepEqual(codeOf(await shop.post()), [409, 'payment_mismatch']);
  });
});
