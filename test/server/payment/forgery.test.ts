import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sqliteStore, type Store } from '../../../src/server/index.ts';
import { toBase64Url } from '../../../src/server/runtime/encoding.ts';
import { CALLBACK_SECRET, CLAIM, openShop, SHOP } from '../shop.ts';
import { dice } from '../dice.ts';
import { assertNothingPaid, ORDERS, unpaidShop } from '../unpaid-shop.ts';

describe('10 000 forged callbacks', () => {
  it('make nothing paid and cause one question in two seconds for each payment', async () => {
    const { shop } = await unpaidShop();
    const roll = dice(20261122);
    const started = shop.clock.now();
    const words = ['success', 'cancel', 'paid', 3, true, null];
    for (let index = 0; index < 10_000; index += 1) {
      const order = roll(ORDERS);
      const claimed = {
        id: roll(4) ? 1000 + roll(2 * ORDERS) : String(1000 + order),
        uuid: roll(4) ? `order-${roll(2 * ORDERS)}` : `order-${order}.${roll(3)}`,
        amount: roll(2) ? 250.5 : roll(100_000) / 100,
        currency: 'RUB',
        payment_status: words[roll(words.length)],
        status: 3,
        success: true,
        payment: { id: 1000 + order, uuid: `order-${order}`, status: 3, amount: '250.50', currency: 'rub' },
      };
      if (roll(10) === 0) shop.clock.advance(500);
      const { status } = await shop.callback(claimed);
      assert.equal(status, 200);
    }
    await shop.signer.reconcile();
    await assertNothingPaid(shop);
    const seconds = (shop.clock.now() - started) / 1000;
    assert.ok(
      shop.gateway.reads.length <= ORDERS * (seconds / 2 + 2),
      `${shop.gateway.reads.length} questions`,
    );
  });

  it('change nothing at a wrong address', async () => {
    const { shop } = await unpaidShop();
    for (let id = 0; id < ORDERS; id += 1) shop.gateway.setStatus(1000 + id, 3);
    const reads = shop.gateway.reads.length;
    const roll = dice(7);
    for (let index = 0; index < 10_000; index += 1) {
      const at = roll(CALLBACK_SECRET.length);
      const letter = 'ABCDEFGH_-01234'[roll(15)] ?? '';
      const wrong = CALLBACK_SECRET.slice(0, at) + letter + CALLBACK_SECRET.slice(at + 1);
      if (wrong === CALLBACK_SECRET) continue;
      assert.equal((await shop.callback({ id: 1000 + roll(ORDERS) }, wrong)).status, 404);
    }
    assert.equal(shop.gateway.reads.length, reads);
    await assertNothingPaid(shop);
  });
});

describe('guessing', () => {
  it('finds nothing with 10 000 ids, uuids and numbers that the gateway or the shop may use', async () => {
    const { shop } = await unpaidShop();
    const { text: nothing } = await shop.status('A'.repeat(43));
    const reads = shop.gateway.reads.length;
    for (let id = 0; id < 10_000; id += 1) {
      const guess =
        [`${id}`, `order-${id}`, `${id}`.padStart(43, '0'), `${id}`.padEnd(43, 'A')][id % 4] ?? '';
      const answer = await (id % 2 ? shop.status(guess) : shop.receipt(guess));
      assert.deepEqual([answer.status, answer.text], [404, nothing]);
    }
    assert.equal(shop.gateway.reads.length, reads);
  });

  it('finds nothing with 1 000 000 random handles in a store of payments', async () => {
    const store: Store = sqliteStore(':memory:');
    const { shop, handles } = await unpaidShop();
    for (const handle of handles) {
      const attempt = await shop.store.byHandle(handle);
      assert.ok(attempt);
      await store.insert(attempt);
    }
    let hits = 0;
    const block = new Uint8Array(32_000);
    for (let round = 0; round < 1000; round += 1) {
      crypto.getRandomValues(block);
      for (let at = 0; at < block.length; at += 32)
        hits += (await store.byHandle(toBase64Url(block.subarray(at, at + 32)))) ? 1 : 0;
    }
    assert.equal(hits, 0);
    assert.ok(await store.byHandle(handles[0] ?? ''), 'the right one is found');
    await store.close();
  });

  it('would need a handle of 256 random bits', async () => {
    const { handles } = await unpaidShop();
    assert.equal(new Set(handles).size, ORDERS);
    for (const handle of handles) assert.equal(Buffer.from(handle, 'base64url').length, 32);
  });
});

describe('bodies that are too long or too deep', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const bodies: Record<string, string> = {
    'a megabyte': JSON.stringify({ ...CLAIM, description: 'x'.repeat(1_048_576) }),
    '100 000 deep': deep,
    '100 000 deep in a field': `{"id":1,"uuid":${deep}}`,
    '32 000 deep, which is within the bytes': '['.repeat(32_000) + ']'.repeat(32_000),
    'a megabyte of digits': `{"id":${'9'.repeat(1_048_576)}}`,
    '9000 fields': `{${Array.from({ length: 9000 }, (_, index) => `"${index}":1`).join()}}`,
  };
  for (const [name, body] of Object.entries(bodies)) {
    it(`are refused by both addresses: ${name}`, async () => {
      const shop = openShop();
      for (const answer of [await shop.post(body), await shop.callback(body)]) {
        assert.ok([400, 413, 422].includes(answer.status), `${answer.status}`);
        assert.ok(answer.text.length < 10_000, 'and not repeated');
      }
      assert.equal(shop.gateway.calls.length, 0);
      assert.deepEqual([await shop.store.listInbox(9), shop.alerts], [[], []]);
    });
  }

  it('are not read when their Content-Length is too long', async () => {
    const shop = openShop();
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(1024));
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'Content-Type': 'application/json', 'Content-Length': '1048576' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const response = await shop.signer.fetch(new Request(`${SHOP}/kvit/payments`, init));
    assert.deepEqual([response.status, pulled], [413, 0]);
  });
});
