import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSigner } from '../../../src/server/index.ts';
import { until } from '../clock.ts';
import { CLAIM, openShop, type Json } from '../shop.ts';
import { html, silence, type StoredPayment } from '../test-gateway.ts';

describe('GET payment', () => {
  it('shows the order’s payment to the holder of the handle, without the gateway’s sequential id', async () => {
    const shop = openShop();
    const handle = await shop.open();
    const { status, body } = await shop.status(handle);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      success: true,
      payment: {
        uuid: 'invoice_123',
        amount: '250.50',
        currency: 'rub',
        description: 'Покупка булочек',
        status: 0,
      },
    });
  });

  for (const [status, shown] of [
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 5],
    [6, 5],
    [7, 0],
    [-1, 0],
    [3.5, 0],
  ] as const) {
    it(`shows ${shown} for the gateway’s ${status}`, async () => {
      const shop = openShop();
      const handle = await shop.open();
      shop.gateway.setStatus(1000, status);
      assert.equal(await shop.look(handle), shown);
    });
  }

  describe('of an order with a hold', () => {
    const HELD = { ...CLAIM, holdTime: 3600 };
    const holdUntil = async (shop: ReturnType<typeof openShop>, handle: string): Promise<unknown> => {
      const { body } = await shop.status(handle);
      return (body['payment'] as Json)['hold_until'];
    };
    async function openHold(holdTime: number | null = HELD.holdTime) {
      const shop = openShop({ order: () => ({ ...HELD, holdTime }) });
      return { shop, handle: await shop.open({ ...HELD, holdTime }) };
    }

    it('says until about when the money is held, from when that was first seen', async () => {
      const { shop, handle } = await openHold();
      shop.gateway.setStatus(1000, 1);
      assert.equal(await shop.look(handle), 1);
      assert.equal(await holdUntil(shop, handle), undefined);
      shop.clock.advance(58_000);
      for (const status of [5, 6, 5]) {
        shop.gateway.setStatus(1000, status);
        assert.equal(await shop.look(handle), 5);
        assert.equal(await holdUntil(shop, handle), '2026-11-21T10:01:02.000Z');
      }
    });

    for (const [status, end] of [
      [2, 'cancelled'],
      [3, 'captured'],
    ] as const) {
      it(`says nothing of it once the hold is ${end}`, async () => {
        const { shop, handle } = await openHold();
        for (const next of [5, status]) {
          shop.gateway.setStatus(1000, next);
          assert.equal(await shop.look(handle), next);
        }
        const { body } = await shop.status(handle);
        assert.equal('hold_until' in (body['payment'] as Json), false);
      });
    }

    it('says nothing where the order names no time, or one past all calendars', async () => {
      for (const holdTime of [null, Number.MAX_SAFE_INTEGER]) {
        const { shop, handle } = await openHold(holdTime);
        shop.gateway.setStatus(1000, 6);
        assert.equal(await shop.look(handle), 5);
        assert.equal(await holdUntil(shop, handle), undefined);
      }
    });
  });

  it('answers every handle that is not one with the same 404', async () => {
    const shop = openShop();
    const handle = await shop.open();
    const wrong = [
      '',
      '1000',
      'invoice_123',
      handle.slice(1),
      `${handle}A`,
      'A'.repeat(43),
      '%00',
      `${handle} x`,
    ];
    const answers = await Promise.all([
      ...wrong.map((name) => shop.status(name)),
      shop.send('/kvit/payment'),
    ]);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([404]));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal(shop.gateway.reads.length, 0);
  });

  it('asks the gateway once in two seconds however many ask, and shares an answer under way', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.status(handle)));
    assert.ok(answers.every(({ text }) => text.includes('"status":1')));
    shop.clock.advance(1_999);
    await shop.status(handle);
    assert.equal(shop.gateway.reads.length, 1);
    shop.clock.advance(1);
    await shop.status(handle);
    assert.equal(shop.gateway.reads.length, 2);
  });

  it('keeps asking after the clock has jumped back', async () => {
    const shop = openShop();
    const handle = await shop.open();
    await shop.status(handle);
    shop.clock.advance(-3_600_000);
    shop.gateway.setStatus(1000, 3);
    assert.equal(await shop.look(handle), 3);
  });

  it('shows the last known status while the gateway cannot be asked', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 1);
    await shop.look(handle);
    for (const answer of [() => html(), () => html(500), () => Response.json({}, { status: 401 }), silence]) {
      shop.gateway.intercept = answer;
      assert.equal(await shop.clock.run(shop.look(handle)), 1);
    }
  });

  it('takes nothing for paid that is not said plainly', async () => {
    const odd: unknown[] = [
      {
        success: false,
        payment: { id: 1000, uuid: 'invoice_123', amount: '250.50', currency: 'rub', status: 3 },
      },
      {
        success: true,
        payment: { id: 1000, uuid: 'invoice_123', amount: '250.50', currency: 'rub', status: 'paid' },
      },
      { success: true, payment: { id: 1000, uuid: 'invoice_123', amount: '250.50', currency: 'rub' } },
      { success: true, payment: { id: 1000, amount: '250.50', currency: 'rub', status: 3 } },
      { success: true, payment: { id: 1000, uuid: 'invoice_123', currency: 'rub', status: 3 } },
      {
        success: true,
        payment: { id: 1000, uuid: 'invoice_123', amount: '250,50', currency: 'rub', status: 3 },
      },
      { success: true, payment: { id: 1000, uuid: 'invoice_123', amount: '250.50', status: 3 } },
      {
        success: true,
        payment: { id: 1001, uuid: 'invoice_123', amount: '250.50', currency: 'rub', status: 3 },
      },
      { payment: null },
      [],
      3,
    ];
    for (const answer of odd) {
      const shop = openShop();
      const handle = await shop.open();
      shop.gateway.intercept = () => Response.json(answer);
      assert.equal(await shop.look(handle), 0, JSON.stringify(answer));
      assert.equal(shop.paid.length, 0);
    }
  });

  it('reads amounts as text and number, and currency in any case', async () => {
    for (const [amount, currency] of [
      ['250.50', 'rub'],
      [250.5, 'RUB'],
      ['250.5', 'Rub'],
    ] as const) {
      const shop = openShop();
      const handle = await shop.open();
      shop.gateway.change(1000, { amount, currency, status: 3 });
      assert.equal(await shop.look(handle), 3);
    }
  });

  const foreign: Record<string, Partial<StoredPayment>> = {
    'another amount': { amount: '250.49' },
    'another uuid': { uuid: 'invoice_124' },
    'another currency': { currency: 'usd' },
  };
  for (const [name, change] of Object.entries(foreign)) {
    it(`is a mismatch with ${name}: never fulfilled, one refund task`, async () => {
      const shop = openShop();
      const handle = await shop.open();
      shop.gateway.change(1000, { ...change, status: 3 });
      assert.equal(await shop.look(handle), 'payment_mismatch');
      assert.equal((await shop.status(handle)).status, 409);
      shop.gateway.change(1000, { amount: '250.50', uuid: 'invoice_123', currency: 'rub' });
      assert.equal(await shop.look(handle), 'payment_mismatch');
      shop.clock.advance(3_600_000);
      await shop.signer.reconcile();
      assert.deepEqual(shop.paid, []);
      assert.deepEqual(shop.alerts, [
        {
          kind: 'refund_due',
          key: 'refund:invoice_123',
          reason: 'mismatch',
          order: 'invoice_123',
          payment: { id: 1000, uuid: 'invoice_123', amount: '250.50', currency: 'rub' },
        },
      ]);
    });
  }
});

describe('fulfilment', () => {
  it('is told once, with what was priced', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    for (let times = 0; times < 3; times += 1) await shop.look(handle);
    await shop.signer.reconcile();
    assert.equal(shop.paid.length, 1);
    const [event] = shop.paid;
    assert.equal(event?.key, 'paid:invoice_123');
    assert.equal(event.order.amount, '250.50');
    assert.deepEqual(event.payment, { id: 1000, uuid: 'invoice_123', amount: '250.50', currency: 'rub' });
  });

  it('comes again with the same key until the merchant has taken it', async () => {
    let failures = 2;
    const keys: string[] = [];
    const shop = openShop({
      onPaid: async ({ key }) => {
        keys.push(key);
        failures -= 1;
        if (failures >= 0) throw new Error('the shop’s database is down');
      },
    });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    assert.equal(await shop.look(handle), 3);
    for (let times = 0; times < 5; times += 1) {
      shop.clock.advance(30_000);
      await shop.signer.reconcile();
    }
    assert.deepEqual(keys, ['paid:invoice_123', 'paid:invoice_123', 'paid:invoice_123']);
    assert.equal(shop.alerts.filter(({ kind }) => kind === 'delivery_failed').length, 2);
  });

  it('comes with the next status request when its first deliverer died, without any cron', async () => {
    const keys: string[] = [];
    let alive = false;
    let begun = false;
    const onPaid = ({ key }: { key: string }): Promise<void> => {
      begun = true;
      if (!alive) return new Promise(() => undefined);
      keys.push(key);
      return Promise.resolve();
    };
    const shop = openShop({ onPaid });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    void shop.look(handle);
    await until(() => begun);
    alive = true;
    const other = openShop({ ...shop.settings, onPaid });
    const status = () => other.status(handle);
    assert.equal((await status()).status, 200);
    assert.deepEqual(keys, [], 'somebody may still be at it');
    shop.clock.advance(30_000);
    await status();
    await status();
    assert.deepEqual(keys, ['paid:invoice_123']);
  });

  it('tells of a refund with the next status request too', async () => {
    let failures = 1;
    const told: string[] = [];
    const shop = openShop({
      onAlert: (alert) => {
        if (alert.kind !== 'refund_due') return;
        failures -= 1;
        if (failures >= 0) throw new Error('the pager is down');
        told.push(alert.key);
      },
    });
    const handle = await shop.open();
    shop.gateway.change(1000, { amount: '1.00', status: 3 });
    await shop.look(handle);
    shop.clock.advance(30_000);
    await shop.status(handle);
    await shop.status(handle);
    assert.deepEqual(told, ['refund:invoice_123']);
  });

  it('is not told by two processes at once, and again if the first one died over it', async () => {
    let calls = 0;
    const shop = openShop({
      onPaid: () => {
        calls += 1;
        return new Promise<void>(() => undefined);
      },
    });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    void shop.look(handle);
    await until(() => calls === 1);
    const other = createSigner(shop.settings);
    await other.reconcile();
    assert.equal(calls, 1);
    shop.clock.advance(30_000);
    void other.reconcile();
    await until(() => calls === 2);
  });

  it('flags a second charge through an old page, once, with one refund task', async () => {
    const shop = openShop();
    const old = await shop.open();
    shop.gateway.setStatus(1000, 4);
    await shop.look(old);
    const fresh = await shop.open();
    shop.gateway.setStatus(1001, 3);
    assert.equal(await shop.look(fresh), 3);
    shop.gateway.setStatus(1000, 3);
    assert.equal(await shop.look(old), 3);
    shop.clock.advance(60_000);
    await shop.signer.reconcile();
    await shop.look(old);
    assert.deepEqual(
      shop.paid.map(({ key }) => key),
      ['paid:invoice_123'],
    );
    assert.deepEqual(
      shop.alerts.map((alert) => [
        alert.kind,
        'key' in alert && alert.key,
        'reason' in alert && alert.reason,
      ]),
      [['refund_due', 'refund:invoice_123', 'duplicate']],
    );
    assert.equal((await shop.store.byHandle(old))?.state, 'DUP_PAID');
    assert.equal((await shop.post()).body['id'], fresh);
  });

  it('survives late authorisation after a decline and a cancellation', async () => {
    for (const status of [2, 4]) {
      const shop = openShop();
      const handle = await shop.open();
      shop.gateway.setStatus(1000, status);
      assert.equal(await shop.look(handle), status);
      shop.gateway.setStatus(1000, 3);
      assert.equal(await shop.look(handle), 3);
      shop.gateway.setStatus(1000, status);
      assert.equal(await shop.look(handle), 3);
      assert.equal(shop.paid.length, 1);
    }
  });

  it('follows a hold to its capture or its end', async () => {
    for (const [end, shown] of [
      [3, 3],
      [2, 2],
    ] as const) {
      const shop = openShop();
      const handle = await shop.open();
      shop.gateway.setStatus(1000, 5);
      assert.equal(await shop.look(handle), 5);
      assert.equal(shop.paid.length, 0);
      shop.gateway.setStatus(1000, end);
      assert.equal(await shop.look(handle), shown);
    }
  });
});

describe('GET receipt', () => {
  const RECEIPT = {
    fn_number: '9282440300682838',
    fiscal_document_number: 46534,
    total: 250.5,
    uuid: 'invoice_123',
  };

  async function paidShop() {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    await shop.look(handle);
    return { shop, handle };
  }

  it('is not found before the payment is paid, whatever the gateway has', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.receipts.set(1000, [RECEIPT]);
    for (const status of [0, 1, 2, 4, 5]) {
      shop.gateway.setStatus(1000, status);
      await shop.look(handle);
      assert.equal((await shop.receipt(handle)).status, 404);
    }
    assert.ok(shop.gateway.reads.every(({ path }) => !path.endsWith('/receipt')));
  });

  it('is not found while there is none, then shows its known fields', async () => {
    const { shop, handle } = await paidShop();
    assert.equal((await shop.receipt(handle)).status, 404);
    shop.gateway.receipts.set(1000, [{ ...RECEIPT, daemon_code: 'DAEMON', internal: 'x' }]);
    assert.equal((await shop.receipt(handle)).status, 404, 'asked a moment ago');
    shop.clock.advance(2_000);
    const { status, body } = await shop.receipt(handle);
    assert.deepEqual([status, body], [200, { status: 'success', items: [RECEIPT] }]);
    assert.deepEqual((await shop.receipt(handle)).body, body);
    assert.equal(shop.gateway.reads.filter(({ path }) => path.endsWith('/receipt')).length, 2);
  });

  it('keeps the receipts there were when the gateway has none for a moment', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    await shop.look(handle);
    shop.gateway.receipts.set(1000, [RECEIPT]);
    const { body } = await shop.receipt(handle);
    shop.gateway.receipts.delete(1000);
    for (let times = 0; times < 2; times += 1) {
      shop.clock.advance(2_000);
      assert.deepEqual((await shop.receipt(handle)).body, body);
    }
  });

  it('leaves out receipts of others', async () => {
    const { shop, handle } = await paidShop();
    shop.gateway.receipts.set(1000, [{ ...RECEIPT, uuid: 'invoice_9' }]);
    assert.equal((await shop.receipt(handle)).status, 404);
    const { uuid: _, ...nameless } = RECEIPT;
    shop.gateway.receipts.set(1000, [{ ...RECEIPT, uuid: 'invoice_9' }, nameless, RECEIPT]);
    shop.clock.advance(2_000);
    assert.deepEqual((await shop.receipt(handle)).body['items'], [nameless, RECEIPT]);
  });

  for (const [order, other] of [
    ['1', '10'],
    ['10', '1'],
  ] as const) {
    it(`of order ${other} is not shown for order ${order}`, async () => {
      const shop = openShop();
      const handle = await shop.open({ ...CLAIM, uuid: order });
      shop.gateway.setStatus(1000, 3);
      await shop.look(handle);
      shop.gateway.receipts.set(1000, [
        { ...RECEIPT, uuid: other },
        { ...RECEIPT, uuid: `${other}.2` },
      ]);
      assert.equal((await shop.receipt(handle)).status, 404);
    });
  }

  it('asks to come again while the gateway cannot be asked, and keeps what it has seen', async () => {
    const { shop, handle } = await paidShop();
    shop.gateway.intercept = () => html();
    const answer = await shop.receipt(handle);
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('Retry-After'), '5');
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.gateway.receipts.set(1000, [RECEIPT]);
    shop.clock.advance(2_000);
    await shop.receipt(handle);
    shop.gateway.intercept = () => html();
    shop.clock.advance(2_000);
    assert.equal((await shop.receipt(handle)).status, 200);
  });

  it('has the same 404 for a wrong handle', async () => {
    const { shop } = await paidShop();
    assert.equal((await shop.receipt('A'.repeat(43))).text, (await shop.status('A'.repeat(43))).text);
  });
});

describe('GET order', () => {
  it('gives the true order', async () => {
    const { status, body } = await openShop().send('/kvit/order?uuid=invoice_7');
    assert.deepEqual([status, body], [200, { ...CLAIM, uuid: 'invoice_7' }]);
  });

  it('is not found without an order of that uuid', async () => {
    const shop = openShop();
    shop.prices.order = () => null;
    for (const query of ['', '?uuid=', '?uuid=x', `?uuid=${'x'.repeat(129)}`]) {
      assert.equal((await shop.send(`/kvit/order${query}`)).status, 404);
    }
  });
});
