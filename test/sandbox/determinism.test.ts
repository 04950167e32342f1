import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { RequestQueue } from '../../src/sandbox/requests/request-queue.ts';
import { bodyOf, breathe, ManualClock, openShop, ORIGIN, SHOP } from './shop.ts';

const headers = { authorization: `Bearer ${SHOP.apiKey}` };

function post(body: string | ReadableStream<Uint8Array>): Request {
  const init = { method: 'POST', headers, body, duplex: 'half' };
  return new Request(`${ORIGIN}/api/v2/payments`, init);
}

/** A body in three pieces, with `turns` turns of the event loop before each. */
function dribble(text: string, turns: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      for (let turn = 0; turn < turns; turn++) await breathe();
      const piece = bytes.subarray(sent, sent + Math.ceil(bytes.length / 3));
      sent += piece.length;
      if (piece.length > 0) controller.enqueue(piece);
      else controller.close();
    },
  });
}

async function text(response: Promise<Response>): Promise<string> {
  try {
    const answer = await response;
    return `${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`;
  } catch (error) {
    return String(error);
  }
}

describe('requests are handled in the order of their arrival', () => {
  test('however long their bodies take to read', async () => {
    const { sandbox } = openShop();
    const answers = [3, 0, 1].map((turns, index) => {
      const body = JSON.stringify(bodyOf({ uuid: `order_${index}` }));
      return sandbox.fetch(post(turns === 0 ? body : dribble(body, turns)));
    });
    const list = sandbox.fetch(new Request(`${ORIGIN}/api/v2/payments`, { headers }));
    const ids = await Promise.all(
      answers.map(async (answer) => ((await (await answer).json()) as { id: number }).id),
    );
    assert.deepEqual(ids, [1, 2, 3]);
    const { items } = (await (await list).json()) as { items: { uuid: string }[] };
    assert.deepEqual(
      items.map(({ uuid }) => uuid),
      ['order_0', 'order_1', 'order_2'],
    );
  });

  test('an endless body holds up later requests only until its sender aborts', async () => {
    const { sandbox } = openShop();
    const gone = new AbortController();
    const endless = new Request(`${ORIGIN}/api/v2/payments`, {
      method: 'POST',
      headers,
      body: new ReadableStream<Uint8Array>(),
      duplex: 'half',
      signal: gone.signal,
    } as RequestInit);
    const first = sandbox.fetch(endless);
    const second = sandbox.fetch(post(JSON.stringify(bodyOf())));
    await breathe();
    assert.equal(sandbox.payments().length, 0);
    gone.abort(new Error('gone'));
    await assert.rejects(first, { message: 'gone' });
    assert.equal((await second).status, 201);
  });

  test('a failed request holds up no other', async () => {
    const queue = new RequestQueue();
    const acted: number[] = [];
    const failed = queue.inTurn(Promise.reject(new Error('unreadable')), () => acted.push(1));
    const threw = queue.inTurn(Promise.resolve(), () => {
      throw new Error('broken');
    });
    const fine = queue.inTurn(Promise.resolve(3), (value) => acted.push(value));
    await assert.rejects(failed, { message: 'unreadable' });
    await assert.rejects(threw, { message: 'broken' });
    await fine;
    assert.deepEqual(acted, [3]);
  });
});

describe('one seed and the same requests', () => {
  const run = async (options: Partial<SandboxOptions>) => {
    const clock = new ManualClock();
    const heard: string[] = [];
    const sandbox = createSandbox({
      ...SHOP,
      clock,
      callbackUrl: 'https://shop.test/callback',
      scenario: {
        create: ['ok', 'lost-after', 'truncated', { status: 503, after: true, retryAfter: 3 }],
        get: ['reset', { shows: 42 }],
        list: { stale: 1_000 },
        outcome: ['paid', 'late-success', 'regress'],
        callback: ['doubled', 'late', 'forged-amount', 'early'],
        receipts: ['second', 'foreign'],
      },
      fetch: async (request) => {
        heard.push(await request.text());
        return new Response();
      },
      ...options,
    });
    const seen: string[] = [];
    const all = async (requests: readonly Request[]) => {
      seen.push(...(await Promise.all(requests.map((request) => text(sandbox.fetch(request))))));
    };
    await all(
      Array.from({ length: 6 }, (_, index) =>
        post(JSON.stringify(bodyOf({ uuid: `order_${index}`, subscribe: 'Day' }))),
      ),
    );
    for (const { paymentUrl } of sandbox.payments()) {
      await all([new Request(paymentUrl), new Request(paymentUrl, { method: 'POST', body: 'outcome=pay' })]);
    }
    for (const step of [1_000, 5_000, 86_400_000]) {
      sandbox.advance(step);
      const path = ['', '/1', '/2', '/1/receipt', '/2/receipt'];
      await all(path.map((end) => new Request(`${ORIGIN}/api/v2/payments${end}`, { headers })));
    }
    await sandbox.settled();
    return JSON.stringify([seen, heard, sandbox.callbacks, sandbox.payments(), sandbox.subscriptions()]);
  };

  test('give the same answers, callbacks and reports, byte by byte', async () => {
    const [first, second] = await Promise.all([run({ seed: 7 }), run({ seed: 7 })]);
    assert.equal(first, second);
    assert.equal(await run({ seed: 7 }), first);
    assert.match(first, /renewal-1/, 'the run includes a renewal');
  });

  test('another seed gives other addresses and numbers', async () => {
    assert.notEqual(await run({ seed: 7 }), await run({ seed: 8 }));
  });
});
