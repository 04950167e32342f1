import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../clock.ts';
import { CLAIM, openShop } from '../shop.ts';
import { html, silence, type Intercept } from '../test-gateway.ts';

const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  body['code'],
];
const onCreate =
  (answer: Intercept): Intercept =>
  (call, proceed) =>
    call.method === 'POST' ? answer(call, proceed) : proceed();

describe('POST payments when the gateway misbehaves', () => {
  for (const status of [401, 403, 404, 422]) {
    it(`takes ${status} for a refusal`, async () => {
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
    it(`releases nothing after ${name}, and the next press gets another uuid`, async () => {
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

  it('checks a payment whose create answer came after the lease, and never releases its page', async () => {
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

  it('lets another press take over an expired lease, and checks the late payment', async () => {
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
