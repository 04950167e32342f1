import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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

    it('shows until when the money is held, counted from when the hold was first seen', async () => {
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
      it(`shows no time once the hold is ${end}`, async () => {
        const { shop, handle } = await openHold();
        for (const next of [5, status]) {
          shop.gateway.setStatus(1000, next);
          assert.equal(await shop.look(handle), next);
        }
        const { body } = await shop.status(handle);
        assert.equal('hold_until' in (body['payment'] as Json), false);
      });
    }

    it('shows no time when the order has none or one beyond the range of dates', async () => {
      for (const holdTime of [null, Number.MAX_SAFE_INTEGER]) {
        const { shop, handle } = await openHold(holdTime);
        shop.gateway.setStatus(1000, 6);
        assert.equal(await shop.look(handle), 5);
        assert.equal(await holdUntil(shop, handle), undefined);
      }
    });
  });

  it('answers every malformed handle with the same 404', async () => {
    const shop = openShop();
    const handle = await shop.open();
    let looked = 0;
    const byHandle = shop.store.byHandle.bind(shop.store);
    shop.store.byHandle = (name) => {
      looked += 1;
      return byHandle(name);
    };
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
    assert.deepEqual([shop.gateway.reads.length, looked], [0, 1], 'only a well-formed handle is looked for');
  });

  it('asks the gateway once in two seconds for any number of requests, which share the answer', async () => {
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

  it('shows the last known status while the gateway does not answer', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 1);
    await shop.look(handle);
    for (const answer of [() => html(), () => html(500), () => Response.json({}, { status: 401 }), silence]) {
      shop.gateway.intercept = answer;
      assert.equal(await shop.clock.run(shop.look(handle)), 1);
    }
  });

  it('takes only an unambiguous answer for paid', async () => {
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

describe('a payment that the gateway answered', () => {
  it('leaves its status in the store, and an answer without a status changes nothing', async () => {
    const shop = openShop();
    const handle = await shop.open();
    for (const [status, kept] of [
      [6, 6],
      [9, 9],
      [undefined, 9],
    ] as const) {
      shop.gateway.change(1000, { status: status as number });
      assert.equal(await shop.look(handle), 5);
      assert.equal((await shop.store.byHandle(handle))?.lastStatus, kept);
    }
  });

  it('is applied although another process writes the attempt in the meantime', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    const update = shop.store.update.bind(shop.store);
    let conflicts = 3;
    shop.store.update = async (from, change, event) => {
      if (!change.state || conflicts === 0) return update(from, change, event);
      conflicts -= 1;
      await update(from, { receiptsAt: shop.clock.now() }, null);
      return update(from, change, event);
    };
    assert.equal(await shop.look(handle), 3);
    assert.deepEqual([conflicts, shop.paid.length], [0, 1]);
  });

  for (const [name, change] of [
    ['no uuid', { uuid: undefined }],
    ['no currency', { currency: undefined }],
    ['an unreadable amount', { amount: 'much' }],
  ] as const) {
    it(`raises one alert and changes nothing with ${name}`, async () => {
      const shop = openShop();
      const handle = await shop.open();
      shop.gateway.change(1000, { status: 3, ...(change as object) });
      assert.equal(await shop.look(handle), 0);
      assert.deepEqual(shop.alerts, [
        {
          kind: 'gateway_bad_answer',
          message: 'payment 1000 comes without a readable uuid, amount or currency',
          order: 'invoice_123',
        },
      ]);
    });
  }

  it('raises no alert when the connection breaks: the next check asks again', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.intercept = () => Promise.reject(new TypeError('reset'));
    assert.equal(await shop.look(handle), 0);
    assert.deepEqual(shop.alerts, []);
  });
});
