import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallbackRequest, KvitError } from '../../../src/server/index.ts';
import { ORDER, failsWith, fieldsOfError, openClient } from './test-client.ts';
import { CLAIM } from '../shop.ts';

const answering = (answer: unknown, status = 200) => {
  const client = openClient();
  client.gateway.intercept = () => Response.json(answer, { status });
  return client;
};

describe('listPayments', () => {
  const rows = [
    { id: 1, uuid: 'a', amount: '1.00', currency: 'rub', description: 'x', status: 3 },
    { id: 2, uuid: 'b', amount: '2.00', currency: 'rub', description: 'y', status: 0 },
  ];
  const pages = { current_page: 1, last_page: 1, per_page: 15, total: 2 };
  const forms: Record<string, unknown> = {
    'as documented': { items: rows },
    'with a success flag': { success: true, items: rows },
    'a paginator': { ...pages, data: rows, first_page_url: 'x', links: [{ url: null, label: '1' }] },
    'a paginator below items': { items: { ...pages, data: rows } },
    'a paginator below data': { success: true, data: { ...pages, data: rows } },
    'a paginator beside the rows': { success: true, data: rows, pagination: pages },
    'items below data': { success: true, data: { items: rows, pagination: pages } },
    'a resource collection': { data: rows, links: {}, meta: pages },
  };
  for (const [name, form] of Object.entries(forms)) {
    it(`reads the list ${name}`, async () => {
      assert.deepEqual(await answering(form).urlPay.listPayments(), rows);
    });
  }

  it('returns an empty list for one, and throws bad_answer without a list', async () => {
    for (const form of [{ items: [] }, { data: [] }, { items: { data: [] } }])
      assert.deepEqual(await answering(form).urlPay.listPayments(), []);
    const bad = [{}, { items: null }, { items: {} }, { data: { data: {} } }, { items: 'x' }, rows, null, 3];
    for (const form of [...bad, { success: false, items: rows }])
      await assert.rejects(answering(form).urlPay.listPayments(), failsWith('bad_answer', 200));
  });
});

describe('createPayment', () => {
  it('checks a raw order, and uses its uuid', async () => {
    const { urlPay, gateway } = openClient();
    await urlPay.createPayment(CLAIM);
    await urlPay.createPayment(ORDER);
    const [given, checked] = gateway.calls.map(({ text }) => text);
    assert.equal(given, checked);
    assert.deepEqual(gateway.createdUuids, ['invoice_123', 'invoice_123']);
  });

  it('sends nothing if the order breaks a rule', async () => {
    const { urlPay, gateway } = openClient();
    const wrong = { ...CLAIM, amount: '250.51', items: [{ ...CLAIM.items[0], vat_code: 8 } as never] };
    const errors = await fieldsOfError(urlPay.createPayment(wrong), 'bad_order');
    assert.deepEqual(
      errors.map(([field]) => field),
      ['items[0].vat_code'],
    );
    assert.equal(gateway.calls.length, 0);
  });

  it('accepts the merchant’s own VAT codes', async () => {
    const vatRates = [{ code: 8, label: 'НДС 22%', rate: 22, calculated: false }];
    const { urlPay, gateway } = openClient({ vatRates });
    await urlPay.createPayment({ ...CLAIM, items: [{ ...CLAIM.items[0], vat_code: 8 } as never] });
    assert.ok(gateway.calls[0]?.text.includes('"vat_code":8'));
  });

  it('sends nothing if an option breaks a rule', async () => {
    const { urlPay, gateway } = openClient();
    for (const [options, errors] of [
      [{ uuid: '' }, [['uuid', 'must not be empty or have spaces']]],
      [{ websiteUrl: 'javascript:alert(1)' }, [['websiteUrl', 'must be an http or https address']]],
      [{ language: 'русский' }, [['language', 'is not a language']]],
      [{ uid: 'a' }, [['uid', 'is not a known field']]],
    ] as [object, [string, string][]][])
      assert.deepEqual(await fieldsOfError(urlPay.createPayment(ORDER, options), 'refused'), errors);
    assert.equal(gateway.calls.length, 0);
  });

  it('hides the signature that the gateway echoes', async () => {
    const { urlPay, gateway } = openClient();
    let signature = '';
    gateway.intercept = ({ text }) => {
      signature = (JSON.parse(text) as { sign: string }).sign;
      return Response.json({ success: false, message: text, errors: { sign: [text] } }, { status: 422 });
    };
    await assert.rejects(urlPay.createPayment(ORDER), (error: KvitError) => {
      const shown = error.message + JSON.stringify(error.errors);
      assert.match(signature, /^[0-9a-f]{40}$/);
      assert.ok(shown.includes('[hidden]') && !shown.includes(signature), shown);
      return true;
    });
  });

  it('has an unknown outcome when the answer lacks the payment’s id or page', async () => {
    for (const answer of [
      { id: 1, paymentUrl: '' },
      { id: 0, paymentUrl: 'x' },
      { id: 1 },
      { paymentUrl: 'x' },
    ]) {
      const { urlPay } = answering({ success: true, ...answer });
      await assert.rejects(urlPay.createPayment(ORDER), (error: { code: string }) => {
        assert.equal(error.code, 'gateway_unknown');
        return true;
      });
    }
  });
});

describe('answers that differ from the documentation', () => {
  it('reads subscriptions with numbers as text, and treats unreadable fields as missing', async () => {
    const items = [{ id: '7', status: '1', amount: 1000.5, interval: 3, description: null, start_date: 'x' }];
    assert.deepEqual(await answering({ items }).urlPay.listSubscriptions(), [
      { id: 7, status: 1, amount: 1000.5, interval: undefined, description: null, start_date: 'x' },
    ]);
    await assert.rejects(answering({ items: [3] }).urlPay.listSubscriptions(), failsWith('bad_answer', 200));
  });

  it('reads a receipt answer without a list as no receipts, and throws for success: false', async () => {
    assert.deepEqual(await answering({ status: 'wait' }).urlPay.getReceipt(1), []);
    await assert.rejects(
      answering({ success: false, items: [] }).urlPay.getReceipt(1),
      failsWith('bad_answer', 200),
    );
  });
});

describe('requestCallback', () => {
  it('accepts only documented fields', async () => {
    const { urlPay, gateway } = openClient();
    for (const [callback, errors] of [
      [
        { amount: 100.5 },
        [['amount', 'must be a whole number of kopecks, at most 9999999999999.99 roubles']],
      ],
      [{ currency: 'rub' }, [['currency', 'must be RUB']]],
      [{ payment_status: 'paid' }, [['payment_status', 'must be success or cancel']]],
      [{ id: '7' }, [['id', 'must be a positive whole number']]],
      [{ secret: 'x' }, [['secret', 'is not a known field']]],
    ] as unknown as [CallbackRequest, [string, string][]][])
      assert.deepEqual(await fieldsOfError(urlPay.requestCallback(callback), 'refused'), errors);
    assert.equal(gateway.calls.length, 0);
  });

  it('throws gateway_refused for 400: the shop has no callback address', async () => {
    const { urlPay } = answering({ error: 'no url', status: 400 }, 400);
    await assert.rejects(urlPay.requestCallback({ id: 7 }), failsWith('gateway_refused', 400));
  });
});
