import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sqliteStore, type Store } from '../../src/server/index.ts';
import { toBase64Url } from '../../src/server/digest.ts';
import { CALLBACK_SECRET, CLAIM, openShop, SHOP, type Shop } from './shop.ts';
import { dice } from './dice.ts';

const ORDERS = 50;

/** A shop with pages nobody has paid. */
async function unpaidShop(): Promise<{ shop: Shop; handles: string[] }> {
  const shop = openShop({ limits: false });
  const handles: string[] = [];
  for (let index = 0; index < ORDERS; index += 1)
    handles.push(await shop.open({ ...CLAIM, uuid: `order-${index}` }));
  return { shop, handles };
}

/** Fails if anybody was fulfilled, or anything but an open page is in the books. */
async function assertNothingPaid({ paid, alerts, store }: Shop): Promise<void> {
  assert.deepEqual(paid, []);
  assert.deepEqual(alerts, []);
  for (let index = 0; index < ORDERS; index += 1) {
    const attempts = await store.ofOrder(`order-${index}`);
    assert.deepEqual(
      attempts.map(({ state, n }) => [state, n]),
      [['OPEN', 1]],
    );
  }
}

describe('10 000 forged callbacks', () => {
  it('make nothing paid, whatever they claim, and cost the gateway one question in two seconds each', async () => {
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

  it('reach nobody with a wrong address', async () => {
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

/** Bodies of which nobody can tell what they would do to a parser. */
function malformed(roll: (sides: number) => number): string {
  const text = JSON.stringify({
    id: 1000 + roll(ORDERS),
    uuid: `order-${roll(ORDERS)}`,
    payment_status: 'success',
  });
  const letters = [
    '\0',
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    ':',
    'e',
    '-',
    '.',
    '9',
    '\ud800',
    'é',
    ' ',
    '\u2028',
  ];
  const odd = [
    'null',
    '1e999',
    '-0',
    '[]',
    '{}',
    '"x"',
    'true',
    '',
    '{"__proto__":{"id":1000}}',
    '\ufeff{"id":1}',
  ];
  switch (roll(5)) {
    case 0:
      return text.slice(0, roll(text.length));
    case 1:
      return Array.from({ length: 1 + roll(30) }, () => letters[roll(letters.length)]).join('');
    case 2:
      return odd[roll(odd.length)] ?? '';
    case 3:
      return JSON.stringify({
        id: [1.5, -1, 0, {}, [1000], '1e3', '0x3e8', ' 1000', 2 ** 53, true][roll(10)],
        uuid: roll(9),
      });
    default: {
      const at = roll(text.length);
      return text.slice(0, at) + (letters[roll(letters.length)] ?? '') + text.slice(at + 1 + roll(3));
    }
  }
}

describe('100 000 malformed callbacks', () => {
  it('are each refused, or stored or used as what they name: no crash, no silent acceptance', async () => {
    const { shop } = await unpaidShop();
    const seen: { gatewayId: number | null; uuid: string | null }[] = [];
    const { store } = shop;
    const put = store.putInbox.bind(store);
    store.putInbox = (item) => {
      seen.push(item);
      return put(item);
    };
    const roll = dice(4711);
    const answers = new Map<number, number>();
    for (let index = 0; index < 100_000; index += 1) {
      const body = malformed(roll);
      if (roll(1000) === 0) shop.clock.advance(2_000);
      const before = seen.length + shop.gateway.calls.length;
      const { status } = await shop.callback(body);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      assert.ok([200, 400, 422].includes(status), `${status} for ${JSON.stringify(body)}`);
      const used = seen.length + shop.gateway.calls.length - before;
      assert.equal(used > 0, status === 200, `${status} for ${JSON.stringify(body)}`);
      if (status !== 200) continue;
      const parsed = JSON.parse(body.replace(/^\ufeff/, '')) as { id?: unknown; uuid?: unknown };
      const named =
        /^[1-9][0-9]*$/.test(String(parsed.id)) || (typeof parsed.uuid === 'string' && parsed.uuid !== '');
      assert.ok(named, `accepted ${JSON.stringify(body)}`);
    }
    for (const status of [200, 400, 422]) assert.ok((answers.get(status) ?? 0) > 1000, `${status} is tried`);
    for (const { gatewayId, uuid } of seen) assert.ok(gatewayId !== null || uuid !== null);
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

  it('has 256 bits to guess, no two alike', async () => {
    const { handles } = await unpaidShop();
    assert.equal(new Set(handles).size, ORDERS);
    for (const handle of handles) assert.equal(Buffer.from(handle, 'base64url').length, 32);
  });
});

describe('bodies that are too much', () => {
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

  it('are not even read when they say how long they are', async () => {
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
