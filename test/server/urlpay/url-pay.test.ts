import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readOrder } from '../../../src/domain/order/order.ts';
import { vatTable } from '../../../src/domain/codes/vat.ts';
import { createUrlPay, KvitError } from '../../../src/server/index.ts';
import { Clock } from '../clock.ts';
import { API_KEY, CLAIM, SECRET } from '../shop.ts';
import { GATEWAY, html, silence, TestGateway } from '../test-gateway.ts';

const ORDER = readOrder(CLAIM, { vat: vatTable(), register: '' });

function open() {
  const clock = new Clock();
  const gateway = new TestGateway();
  const { fetch } = gateway;
  const { now, sleep } = clock;
  const urlPay = createUrlPay({
    apiKey: API_KEY,
    shopId: 5,
    secret: SECRET,
    baseUrl: `${GATEWAY}/`,
    fetch,
    now,
    sleep,
    random: (bytes) => new Uint8Array(bytes).fill(128),
  });
  return { clock, gateway, urlPay };
}

const failsWith = (code: string, status?: number) => (error: unknown) => {
  assert.ok(error instanceof KvitError);
  assert.deepEqual([error.code, error.status], [code, status]);
  return true;
};

describe('createUrlPay, reads', () => {
  it('reads a payment, the list and receipts', async () => {
    const { urlPay, gateway } = open();
    const { id } = await urlPay.createPayment(ORDER, { uuid: 'a' });
    const payment = gateway.payments.get(id);
    assert.deepEqual(await urlPay.getPayment(id), payment);
    assert.deepEqual(await urlPay.listPayments(), [payment]);
    assert.deepEqual(await urlPay.getReceipt(id), []);
    gateway.receipts.set(id, [{ fn_number: 1 }]);
    assert.deepEqual(await urlPay.getReceipt(id), [{ fn_number: 1 }]);
  });

  it('leaves out rows of the list that are no payments, and takes no status from an odd one', async () => {
    const { urlPay, gateway } = open();
    gateway.intercept = () => Response.json({ items: [{ id: 1 }, null, { status: 'x' }, 3, { id: 2 }] });
    assert.deepEqual(await urlPay.listPayments(), [{ id: 1 }, { status: undefined }, { id: 2 }]);
  });

  it('reads subscriptions', async () => {
    const { urlPay, gateway } = open();
    gateway.intercept = () =>
      Response.json({ items: [{ id: 1, interval: 'Month', amount: '1.00', extra: 1 }] });
    assert.deepEqual(await urlPay.listSubscriptions(), [{ id: 1, interval: 'Month', amount: '1.00' }]);
  });

  for (const status of [502, 503, 504]) {
    it(`tries three times at ${status}`, async () => {
      const { urlPay, gateway, clock } = open();
      gateway.intercept = () => html(status);
      await assert.rejects(clock.run(urlPay.getPayment(1)), failsWith('network', status));
      assert.equal(gateway.calls.length, 3);
    });
  }

  it('tries again after a reset, and takes the first good answer', async () => {
    const { urlPay, gateway, clock } = open();
    const { id } = await urlPay.createPayment(ORDER, { uuid: 'a' });
    let failures = 2;
    gateway.intercept = (_, proceed) => {
      failures -= 1;
      if (failures >= 0) throw new TypeError('reset');
      return proceed();
    };
    assert.equal((await clock.run(urlPay.getPayment(id))).id, id);
  });

  it('waits as long as Retry-After says, but never beyond its time', async () => {
    const { urlPay, gateway, clock } = open();
    const started = clock.now();
    gateway.intercept = () => new Response('', { status: 503, headers: { 'Retry-After': '2' } });
    await assert.rejects(clock.run(urlPay.getPayment(1)), failsWith('network', 503));
    assert.deepEqual([gateway.calls.length, clock.now() - started], [3, 4_000]);
    for (const after of ['9999999', '6']) {
      const calls = gateway.calls.length;
      gateway.intercept = () => new Response('', { status: 503, headers: { 'Retry-After': after } });
      await assert.rejects(urlPay.getPayment(1), failsWith('network', 503));
      assert.equal(gateway.calls.length, calls + 1);
    }
  });

  it('gives up after five seconds, whatever the fetch does', async () => {
    const { urlPay, gateway, clock } = open();
    let started = 0;
    gateway.intercept = () => {
      started = clock.now();
      return silence();
    };
    await assert.rejects(clock.run(urlPay.getPayment(1)), failsWith('network'));
    assert.equal(clock.now() - started, 5_000);
  });

  it('gives up in the middle of a body', async () => {
    const { urlPay, gateway, clock } = open();
    gateway.intercept = () =>
      new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }));
    await assert.rejects(clock.run(urlPay.getPayment(1)), failsWith('network'));
  });

  it('is stopped by the caller', async () => {
    const { urlPay, gateway, clock } = open();
    gateway.intercept = silence;
    const stop = new AbortController();
    const answer = urlPay.getPayment(1, { signal: stop.signal });
    stop.abort();
    await assert.rejects(answer, failsWith('network'));
    const calls = gateway.calls.length;
    await assert.rejects(urlPay.getPayment(1, { signal: AbortSignal.abort() }), failsWith('network'));
    assert.equal(gateway.calls.length, calls);
    assert.equal(clock.sleeping, 0);
  });

  const bodies: Record<string, () => Response> = {
    HTML: () => html(),
    'success: false': () => Response.json({ success: false, payment: { id: 1 } }),
    'another payment': () => Response.json({ success: true, payment: { id: 2 } }),
    'a truncated answer': () => new Response('{"success":true,"payment":{"id":1'),
    nothing: () => new Response(''),
    'a list': () => Response.json([]),
  };
  for (const [name, answer] of Object.entries(bodies)) {
    it(`calls ${name} a bad answer`, async () => {
      const { urlPay, gateway } = open();
      gateway.intercept = answer;
      await assert.rejects(
        urlPay.getPayment(1),
        (error) => error instanceof KvitError && error.code === 'bad_answer',
      );
    });
  }

  it('takes at most a megabyte', async () => {
    const { urlPay, gateway, clock } = open();
    gateway.intercept = () => new Response('x'.repeat(1_048_577));
    await assert.rejects(clock.run(urlPay.getPayment(1)), failsWith('network'));
  });

  it('takes more of the shop’s lists, which have no pages', async () => {
    const { urlPay, gateway } = open();
    const items = Array.from({ length: 9_000 }, (_, index) => ({
      id: index + 1,
      description: 'x'.repeat(120),
    }));
    gateway.intercept = () => Response.json({ items });
    assert.equal((await urlPay.listSubscriptions()).length, 9_000);
    assert.equal((await urlPay.listPayments()).length, 9_000);
  });

  it('reads the reason from all three shapes of refusals', async () => {
    const shapes = [
      { error: 'no such key', status: 401 },
      { status: 'error', message: 'no such key' },
      { success: false, message: 'no such key', errors: { key: ['is wrong', 'is old'] } },
    ];
    for (const shape of shapes) {
      const { urlPay, gateway } = open();
      gateway.intercept = () => Response.json(shape, { status: 422 });
      await assert.rejects(urlPay.getPayment(1), (error: KvitError) => {
        assert.match(error.message, /no such key/);
        assert.deepEqual(error.errors, shape.errors ? [{ field: 'key', message: 'is wrong is old' }] : []);
        return failsWith('gateway_refused', 422)(error);
      });
    }
  });
});

describe('createUrlPay, writes', () => {
  const writes = (urlPay: ReturnType<typeof createUrlPay>): Record<string, () => Promise<unknown>> => ({
    'PUT /v2/payments/7/hold': () => urlPay.captureHold(7),
    'DELETE /v2/payments/7/hold': () => urlPay.cancelHold(7),
    'PUT /v2/payments/7/refund': () => urlPay.refund(7),
    'DELETE /v2/subscribes/7': () => urlPay.cancelSubscription(7),
    'POST /payments/callback': () => urlPay.requestCallback({ id: 7, payment_status: 'success' }),
  });

  it('go to their addresses', async () => {
    const { urlPay, gateway } = open();
    gateway.intercept = () => Response.json({ success: true });
    for (const [where, write] of Object.entries(writes(urlPay))) {
      await write();
      const call = gateway.calls.at(-1);
      assert.equal(`${call?.method} ${call?.path}`, where);
    }
  });

  it('are never repeated, and unknown unless answered plainly', async () => {
    for (const answer of [() => html(503), () => html(500), () => Promise.reject(new TypeError('reset'))]) {
      const { urlPay, gateway } = open();
      gateway.intercept = answer;
      for (const write of Object.values(writes(urlPay))) {
        const calls = gateway.calls.length;
        await assert.rejects(
          write(),
          (error) => error instanceof KvitError && error.code === 'gateway_unknown',
        );
        assert.equal(gateway.calls.length, calls + 1);
      }
    }
  });

  it('are not done because of a 200 with another shape', async () => {
    const { urlPay, gateway } = open();
    for (const body of [{ success: false }, { status: 'error', message: 'no' }, {}, null]) {
      gateway.intercept = () => Response.json(body);
      await assert.rejects(urlPay.refund(1), failsWith('gateway_unknown', 200));
    }
  });

  it('refuse ids that are none, before anything is sent', async () => {
    const { urlPay, gateway } = open();
    for (const id of [0, -1, 1.5, Number.NaN, '1/../2' as never])
      await assert.rejects(urlPay.refund(id), TypeError);
    assert.equal(gateway.calls.length, 0);
  });

  it('keep keys out of errors and their causes', async () => {
    const { urlPay, gateway } = open();
    gateway.intercept = (call) => {
      throw new TypeError(`${call.headers.get('Authorization')} ${SECRET}`);
    };
    await assert.rejects(urlPay.createPayment(ORDER, { uuid: 'a' }), (error: KvitError) => {
      const shown = JSON.stringify([
        error.message,
        error.stack,
        String((error.cause as Error).cause),
        String(error.cause),
      ]);
      return !shown.includes(API_KEY) && !shown.includes(SECRET);
    });
  });
});
