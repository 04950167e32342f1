import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSigner, type SignerOptions } from '../../../src/server/index.ts';
import { CLAIM, openShop, type Answer, type Shop } from '../shop.ts';
import { html } from '../test-gateway.ts';

const byHeader = (request: Request): string | null => request.headers.get('X-Client');
const ANNA = { 'X-Client': 'anna' };
const BORIS = { 'X-Client': 'boris' };

const summary = ({ status, body, headers }: Answer): unknown[] => [
  status,
  body['code'],
  headers.get('Retry-After'),
];

/** Presses with an unknown outcome: each makes an attempt of its own. */
async function pressInVain(shop: Shop, times: number): Promise<number[]> {
  shop.gateway.intercept = () => html(500);
  const statuses: number[] = [];
  for (let press = 0; press < times; press += 1) statuses.push((await shop.post()).status);
  return statuses;
}

describe('the limit of an order', () => {
  it('allows ten new pages in ten minutes and answers when the next one is allowed', async () => {
    const shop = openShop();
    assert.deepEqual(
      await pressInVain(shop, 10),
      Array.from({ length: 10 }, () => 504),
    );
    shop.clock.advance(60_000);
    const refused = await shop.post();
    assert.deepEqual(summary(refused), [429, 'rate_limited', '540']);
    assert.equal(refused.headers.get('Content-Type'), 'application/problem+json');
    assert.equal(shop.gateway.creates.length, 10);
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.clock.advance(540_000);
    assert.equal((await shop.post()).status, 201);
    assert.equal((await shop.post({ ...CLAIM, uuid: 'other' })).status, 201, 'another order');
  });

  it('is counted in the store, across processes', async () => {
    const shop = openShop();
    await pressInVain(shop, 10);
    const other = createSigner(shop.settings);
    const answer = await other.fetch(
      new Request('https://shop.test/kvit/payments', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(CLAIM),
      }),
    );
    assert.equal(answer.status, 429);
  });

  it('does not count requests for the existing page, in any number of tabs', async () => {
    const shop = openShop();
    await pressInVain(shop, 9);
    shop.gateway.intercept = (_, proceed) => proceed();
    const first = await shop.post();
    for (let tab = 0; tab < 100; tab += 1) {
      const again = await shop.post(CLAIM, { 'Idempotency-Key': `tab-${tab}` });
      assert.deepEqual([again.status, again.body], [201, first.body]);
    }
  });

  it('answers already_paid before rate_limited', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 4);
    await shop.look(handle);
    await pressInVain(shop, 9);
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.gateway.setStatus(1000, 3);
    shop.clock.advance(2_000);
    assert.equal((await shop.post()).body['code'], 'already_paid');
  });

  it('follows the option, and false switches it off', async () => {
    const strict = openShop({ limits: { attempts: { most: 1, within: 5_000 } } });
    assert.deepEqual(await pressInVain(strict, 2), [504, 429]);
    for (const limits of [false, { attempts: false }] as const) {
      assert.equal((await pressInVain(openShop({ limits }), 30)).includes(429), false);
    }
  });
});

describe('the limit of a client', () => {
  const limits = { payments: { most: 3, within: 3_000 }, reads: { most: 5, within: 1_000 } };
  const open = (change: Partial<SignerOptions> = {}): Shop =>
    openShop({ limits, client: byHeader, ...change });
  const order = (uuid: string) => ({ ...CLAIM, uuid });

  it('stops one client only, before the price list is asked', async () => {
    let asked = 0;
    const shop = open({
      order: ({ uuid }) => {
        asked += 1;
        return order(uuid);
      },
    });
    const statuses = [];
    for (let press = 0; press < 4; press += 1)
      statuses.push(summary(await shop.post(order(`o${press}`), ANNA)));
    assert.deepEqual(statuses[2], [201, undefined, null]);
    assert.deepEqual(statuses[3], [429, 'rate_limited', '1']);
    assert.equal(asked, 3);
    assert.equal((await shop.post(order('b'), BORIS)).status, 201);
    shop.clock.advance(1_000);
    assert.equal((await shop.post(order('c'), ANNA)).status, 201);
  });

  it('does not count a repeated press, so that a lost answer does not block the buyer', async () => {
    const shop = open();
    const key = { ...ANNA, 'Idempotency-Key': 'press-1' };
    const first = await shop.post(CLAIM, key);
    for (const uuid of ['a', 'b']) await shop.post(order(uuid), ANNA);
    assert.equal((await shop.post(order('c'), ANNA)).status, 429);
    assert.deepEqual((await shop.post(CLAIM, key)).body, first.body);
  });

  it('is higher for reads, and a repeated press counts as a read', async () => {
    const shop = open();
    const key = { ...ANNA, 'Idempotency-Key': 'press-1' };
    const handle = String((await shop.post(CLAIM, key)).body['id']);
    const headers = { ...ANNA, 'Kvit-Payment': handle };
    const paths = ['/kvit/payment', '/kvit/receipt', '/kvit/order?uuid=x', '/kvit/payment'];
    for (const path of paths) assert.notEqual((await shop.send(path, { headers })).status, 429);
    assert.equal((await shop.post(CLAIM, key)).status, 201);
    assert.deepEqual(summary(await shop.send('/kvit/payment', { headers })), [429, 'rate_limited', '1']);
    assert.equal((await shop.post(CLAIM, key)).status, 429);
    assert.equal((await shop.send('/kvit/payment', { headers: { ...headers, ...BORIS } })).status, 200);
  });

  it('applies to clients that the shop names: no header is trusted by itself, and callbacks do not count', async () => {
    const { client: _, ...settings } = open().settings;
    const shop = openShop(settings);
    const handle = await shop.open();
    const forged = { 'X-Forwarded-For': '1.2.3.4', Forwarded: 'for=1.2.3.4', 'X-Real-IP': '1.2.3.4' };
    for (let times = 0; times < 20; times += 1) {
      assert.equal((await shop.post(order(`o${times}`), forged)).status, 201);
      assert.equal(
        (await shop.send('/kvit/payment', { headers: { ...forged, 'Kvit-Payment': handle } })).status,
        200,
      );
    }
    const named = open({ client: () => 'the gateway' });
    for (let times = 0; times < 20; times += 1) {
      assert.equal((await named.callback({ id: times + 1 })).status, 200);
    }
  });

  it('can be read by a page of an allowed origin', async () => {
    const shop = open({
      origins: ['https://partner.test'],
      limits: { payments: { most: 1, within: 9_000 } },
    });
    const headers = { ...ANNA, Origin: 'https://partner.test' };
    await shop.post(order('a'), headers);
    const answer = await shop.post(order('b'), headers);
    assert.deepEqual(summary(answer), [429, 'rate_limited', '9']);
    assert.equal(answer.headers.get('Access-Control-Expose-Headers'), 'Retry-After');
  });

  it('allows 60 payments a minute for a mobile network behind one address', async () => {
    const shop = openShop({ client: () => 'carrier' });
    for (let press = 0; press < 60; press += 1) {
      assert.equal((await shop.post(order(`o${press}`))).status, 201);
    }
    assert.equal((await shop.post(order('one too many'.replaceAll(' ', '-')))).status, 429);
  });
});

describe('limits', () => {
  for (const limits of [
    { attempts: { most: 0, within: 1 } },
    { payments: { most: 1.5, within: 1 } },
    { reads: { most: 1, within: 0 } },
    { reads: { most: 1, within: Number.NaN } },
  ]) {
    it(`refuse to start with ${JSON.stringify(limits)}`, () => {
      const [name] = Object.keys(limits);
      assert.throws(() => openShop({ limits }), new RegExp(`^TypeError: limits.${name}`));
    });
  }
});
