import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KvitError } from '../../../src/server/index.ts';
import { ORDER, failsWith, openClient } from './test-client.ts';
import { API_KEY, SECRET } from '../shop.ts';
import { GATEWAY, html } from '../test-gateway.ts';

describe('reads of createUrlPay', () => {
  it('reads a payment, the list of payments and receipts', async () => {
    const { urlPay, gateway } = openClient();
    const { id } = await urlPay.createPayment(ORDER, { uuid: 'a' });
    const payment = gateway.payments.get(id);
    assert.deepEqual(await urlPay.getPayment(id), payment);
    assert.deepEqual(await urlPay.listPayments(), [payment]);
    assert.deepEqual(await urlPay.getReceipt(id), []);
    gateway.receipts.set(id, [{ fn_number: 1 }]);
    assert.deepEqual(await urlPay.getReceipt(id), [{ fn_number: 1 }]);
  });

  it('accepts a base URL with a slash at the end', async () => {
    const { urlPay, gateway } = openClient({ baseUrl: `${GATEWAY}/` });
    await urlPay.listPayments();
    assert.equal(gateway.calls[0]?.path, '/v2/payments');
  });

  it('aborts the fetch at the time limit, so that the connection is closed', async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const { urlPay, clock } = openClient({
      fetch: (_, { signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    await assert.rejects(clock.run(urlPay.getPayment(1)), failsWith('network'));
    assert.deepEqual(
      signals.map((signal) => signal?.aborted),
      [true],
    );
  });

  it('hides keys that the gateway echoes in the names of fields', async () => {
    const { urlPay, gateway } = openClient();
    gateway.intercept = () => Response.json({ success: true, data: { [API_KEY]: {}, [SECRET]: null } });
    await assert.rejects(urlPay.payouts.listTypes(), (error: KvitError) => {
      const fields = error.errors.map(({ field }) => field);
      assert.deepEqual(fields, ['data.[hidden]', 'data.[hidden]']);
      return failsWith('bad_answer', 200)(error);
    });
  });

  it('skips rows of the list that are not payments, and an unreadable status', async () => {
    const { urlPay, gateway } = openClient();
    gateway.intercept = () => Response.json({ items: [{ id: 1 }, null, { status: 'x' }, 3, { id: 2 }] });
    assert.deepEqual(await urlPay.listPayments(), [{ id: 1 }, { status: undefined }, { id: 2 }]);
  });

  it('reads subscriptions', async () => {
    const { urlPay, gateway } = openClient();
    gateway.intercept = () =>
      Response.json({ items: [{ id: 1, interval: 'Month', amount: '1.00', extra: 1 }] });
    assert.deepEqual(await urlPay.listSubscriptions(), [{ id: 1, interval: 'Month', amount: '1.00' }]);
  });

  it('repeats a read after a reset until an answer comes', async () => {
    const { urlPay, gateway, clock } = openClient();
    const { id } = await urlPay.createPayment(ORDER, { uuid: 'a' });
    let failures = 2;
    gateway.intercept = (_, proceed) => {
      failures -= 1;
      if (failures >= 0) throw new TypeError('reset');
      return proceed();
    };
    assert.equal((await clock.run(urlPay.getPayment(id))).id, id);
  });

  it('waits for Retry-After, but not past the time limit', async () => {
    const { urlPay, gateway, clock } = openClient();
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

  const bodies: Record<string, () => Response> = {
    HTML: () => html(),
    'success: false': () => Response.json({ success: false, payment: { id: 1 } }),
    'another payment': () => Response.json({ success: true, payment: { id: 2 } }),
    'a truncated answer': () => new Response('{"success":true,"payment":{"id":1'),
    'an empty answer': () => new Response(''),
    'a list': () => Response.json([]),
  };
  for (const [name, answer] of Object.entries(bodies)) {
    it(`throws bad_answer for ${name}`, async () => {
      const { urlPay, gateway } = openClient();
      gateway.intercept = answer;
      await assert.rejects(
        urlPay.getPayment(1),
        (error) => error instanceof KvitError && error.code === 'bad_answer',
      );
    });
  }

  it('reads at most a megabyte of an answer', async () => {
    const { urlPay, gateway, clock } = openClient();
    gateway.intercept = () => new Response('x'.repeat(1_048_577));
    await assert.rejects(clock.run(urlPay.getPayment(1)), failsWith('network'));
  });

  it('reads longer lists of payments and subscriptions, since they have no pages', async () => {
    const { urlPay, gateway } = openClient();
    const items = Array.from({ length: 9_000 }, (_, index) => ({
      id: index + 1,
      description: 'x'.repeat(120),
    }));
    gateway.intercept = () => Response.json({ items });
    assert.equal((await urlPay.listSubscriptions()).length, 9_000);
    assert.equal((await urlPay.listPayments()).length, 9_000);
  });
});

describe('writes of createUrlPay', () => {
  it('have an unknown outcome after a 200 of another shape', async () => {
    const { urlPay, gateway } = openClient();
    for (const body of [{ success: false }, { status: 'error', message: 'no' }, {}, null]) {
      gateway.intercept = () => Response.json(body);
      await assert.rejects(urlPay.refund(1), failsWith('gateway_unknown', 200));
    }
  });

  it('throw a TypeError for an invalid id, and send nothing', async () => {
    const { urlPay, gateway } = openClient();
    for (const id of [0, -1, 1.5, Number.NaN, '1/../2' as never])
      await assert.rejects(urlPay.refund(id), TypeError);
    assert.equal(gateway.calls.length, 0);
  });

  it('show no key in errors and their causes', async () => {
    const { urlPay, gateway } = openClient();
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
