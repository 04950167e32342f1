import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLAIM, ITEM, openShop, type Json } from '../shop.ts';

const fieldsOf = ({ body }: { body: Json }) =>
  (body['errors'] as { field: string }[] | undefined)?.map(({ field }) => field);

describe('the body of POST payments', () => {
  for (const type of [
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json5',
    'application/json; x=y',
    'text/plain; application/json',
    'application/problem+json',
  ]) {
    it(`is refused as ${JSON.stringify(type)}`, async () => {
      const shop = openShop();
      assert.equal((await shop.post(CLAIM, { 'Content-Type': type })).status, 415);
      assert.equal(shop.gateway.calls.length, 0);
    });
  }

  for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"']) {
    it(`is taken as ${type}`, async () => {
      assert.equal((await openShop().post(CLAIM, { 'Content-Type': type })).status, 201);
    });
  }

  const hostile: Record<string, [string, number]> = {
    'a megabyte': [JSON.stringify({ ...CLAIM, description: 'x'.repeat(1_000_000) }), 413],
    'a deep list': ['['.repeat(30_000), 400],
    'a deep object': [`${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`, 400],
    'deeper than the limit on bytes': ['['.repeat(100_000), 413],
    'no JSON': ['{', 400],
    nothing: ['', 400],
    null: ['null', 422],
    'a list': ['[]', 422],
    text: ['"x"', 422],
  };
  for (const [name, [body, status]] of Object.entries(hostile)) {
    it(`is refused with ${status}: ${name}`, async () => {
      const shop = openShop();
      const answer = await shop.post(body);
      assert.deepEqual([answer.status, answer.body['code']], [status, 'refused']);
      assert.equal(answer.headers.get('Content-Type'), 'application/problem+json');
      assert.equal(shop.gateway.calls.length, 0);
    });
  }

  it('is counted while it streams, because Content-Length may be missing', async () => {
    const shop = openShop();
    let chunks = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(8192).fill(32));
      },
    });
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, duplex: 'half' };
    assert.equal((await shop.send('/kvit/payments', init as RequestInit)).status, 413);
    assert.ok(chunks < 15, `${chunks} chunks read`);
  });

  it('is UTF-8', async () => {
    const shop = openShop();
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: new Uint8Array([34, 255, 34]),
    };
    assert.equal((await shop.send('/kvit/payments', init)).status, 400);
  });

  it('may contain any number of brackets inside strings', async () => {
    const description = `[[[[[[[[[[[[[[[[[[[[ \\ " {{{{{{{{{{{{{{{{{{{{`;
    assert.equal((await openShop().post({ ...CLAIM, description })).status, 201);
  });

  const broken: Record<string, [Json, string[]]> = {
    'an unknown field': [{ ...CLAIM, sign: 'x' }, ['sign']],
    'an unknown field of a line': [{ ...CLAIM, items: [{ ...ITEM, discount: 1 }] }, ['items[0].discount']],
    'no uuid': [{ ...CLAIM, uuid: undefined }, ['uuid']],
    'a uuid with spaces': [{ ...CLAIM, uuid: 'a b' }, ['uuid']],
    'another shop': [{ ...CLAIM, shopId: 6 }, ['shopId']],
    'the shop as text': [{ ...CLAIM, shopId: '5' }, ['shopId']],
    'a number for amount': [{ ...CLAIM, amount: 250.5 }, ['amount']],
    'an amount without kopecks': [{ ...CLAIM, amount: '250' }, ['amount']],
    'a hex amount': [{ ...CLAIM, amount: '0x10' }, ['amount']],
    'no lines': [{ ...CLAIM, items: [] }, ['items']],
    '101 lines': [{ ...CLAIM, items: Array.from({ length: 101 }, () => ITEM) }, ['items']],
    'a description of 16 385 characters': [{ ...CLAIM, description: 'x'.repeat(16_385) }, ['description']],
    'a return address of 2049 characters': [
      { ...CLAIM, website_url: `https://shop.test/${'x'.repeat(2031)}` },
      ['website_url'],
    ],
    'a uuid of 129 characters': [{ ...CLAIM, uuid: 'x'.repeat(129) }, ['uuid']],
    'a language of five parts': [{ ...CLAIM, language: 'sr-Latn-RS-x-y1' }, ['language']],
    dollars: [{ ...CLAIM, currency: 'usd' }, ['currency']],
    'a strange period': [{ ...CLAIM, subscribe: 'Year' }, ['subscribe']],
    'a hold of nothing': [{ ...CLAIM, holdTime: 0 }, ['holdTime']],
    'a strange language': [{ ...CLAIM, language: '../x' }, ['language']],
    'a VAT code nobody registered': [{ ...CLAIM, items: [{ ...ITEM, vat_code: 99 }] }, ['items[0].vat_code']],
    'a negative quantity': [{ ...CLAIM, items: [{ ...ITEM, quantity: -3 }] }, ['items[0].quantity']],
    'two things': [{ ...CLAIM, uuid: undefined, amount: 'x' }, ['amount', 'uuid']],
  };
  for (const [name, [claim, fields]] of Object.entries(broken)) {
    it(`is refused with ${name}, by the field’s name`, async () => {
      const shop = openShop();
      const answer = await shop.post(claim);
      assert.equal(answer.status, 422);
      assert.deepEqual(fieldsOf(answer), fields);
      assert.equal(shop.gateway.calls.length, 0);
    });
  }

  it('may have 100 lines', async () => {
    const items = Array.from({ length: 100 }, () => ITEM);
    const claim = { ...CLAIM, amount: '25050.00', items };
    const shop = openShop({ order: () => claim });
    assert.equal((await shop.post(claim)).status, 201);
  });

  it('is refused with at most 50 errors, and with at most 64 characters of an unknown name', async () => {
    const items = Array.from({ length: 60 }, () => ({ ...ITEM, vat_code: 'x'.repeat(41) }));
    assert.equal(fieldsOf(await openShop().post({ ...CLAIM, items }))?.length, 50);
    const named = await openShop().post({ ...CLAIM, ['x'.repeat(1000)]: 1 });
    assert.deepEqual(fieldsOf(named), ['x'.repeat(64)]);
  });

  it('cannot change a prototype', async () => {
    const answer = await openShop().post(`{"__proto__":{"amount":"1.00"},${JSON.stringify(CLAIM).slice(1)}`);
    assert.ok([201, 422].includes(answer.status));
    assert.equal(({} as Json)['amount'], undefined);
  });
});

describe('the price', () => {
  const tampered: Record<string, Json> = {
    'a cheaper line': { ...CLAIM, amount: '3.00', items: [{ ...ITEM, price: 1 }] },
    'an amount alone': { ...CLAIM, amount: '1.00' },
    'a smaller quantity': { ...CLAIM, amount: '83.50', items: [{ ...ITEM, quantity: 1 }] },
    'another VAT code': { ...CLAIM, items: [{ ...ITEM, vat_code: 0 }] },
    'another subject': { ...CLAIM, items: [{ ...ITEM, payment_subject: 4 }] },
    'another mode': { ...CLAIM, items: [{ ...ITEM, payment_mode: 1 }] },
    'another unit': { ...CLAIM, items: [{ ...ITEM, measurement_unit: 11 }] },
    'no unit': { ...CLAIM, items: [{ ...ITEM, measurement_unit: null }] },
    'another name': { ...CLAIM, items: [{ ...ITEM, description: 'Гвозди' }] },
    'a product code': { ...CLAIM, items: [{ ...ITEM, product_code: '1' }] },
    'an excise': { ...CLAIM, items: [{ ...ITEM, excise: '1.00' }] },
    'a line more': { ...CLAIM, amount: '501.00', items: [ITEM, ITEM] },
    'a subscription': { ...CLAIM, subscribe: 'Month' },
    'a hold': { ...CLAIM, holdTime: 60 },
  };
  for (const [name, claim] of Object.entries(tampered)) {
    it(`is the shop’s: ${name} is answered with the correct order`, async () => {
      const shop = openShop();
      const { status, body } = await shop.post(claim);
      assert.deepEqual([status, body['code'], body['order']], [409, 'price_changed', CLAIM]);
      assert.equal(shop.gateway.calls.length, 0);
      assert.deepEqual(await shop.store.ofOrder(CLAIM.uuid), []);
    });
  }

  it('stays the same with other spellings of the same numbers', async () => {
    const item = {
      ...ITEM,
      description: ' Булочка с маком ',
      quantity: '3.000',
      price: '83.5',
      product_code: null,
    };
    const { uuid, amount, currency } = CLAIM;
    const answer = await openShop().post({ uuid, amount, description: 'Иначе', currency, items: [item] });
    assert.equal(answer.status, 201);
  });

  it('is asked for with the claim and the request', async () => {
    const seen: unknown[] = [];
    const shop = openShop({
      order: async (query, request) => {
        seen.push(query.items?.[0]?.quantity, request.headers.get('Cookie'));
        return CLAIM;
      },
    });
    await shop.post(CLAIM, { Cookie: 'session=1' });
    await shop.send(`/kvit/order?uuid=${CLAIM.uuid}`);
    assert.deepEqual(seen, [3, 'session=1', undefined, null]);
  });

  it('is 404 for an order the shop does not know', async () => {
    const shop = openShop({ order: () => null });
    assert.deepEqual((await shop.post()).body['code'], 'not_found');
  });

  const bugs: Record<string, () => never> = {
    'an order that breaks a rule': () => ({ ...CLAIM, items: [{ ...ITEM, quantity: -1 }] }) as never,
    'another order': () => ({ ...CLAIM, uuid: 'other' }) as never,
    'something else': () => 'order' as never,
    'an exception': () => {
      throw new Error('secret detail');
    },
  };
  for (const [name, order] of Object.entries(bugs)) {
    it(`is a 500 without details when the shop’s code gives ${name}`, async () => {
      const shop = openShop({ order });
      const { status, text } = await shop.post();
      assert.equal(status, 500);
      assert.equal(/quantity|another|secret/.test(text), false);
      assert.equal(shop.alerts.length, 1);
      assert.equal(shop.gateway.calls.length, 0);
    });
  }
});

describe('website_url', () => {
  const given: readonly [url: unknown, headers: Record<string, string>, ok: boolean][] = [
    ['https://shop.test/thanks?x=1', {}, true],
    ['https://shop.test.evil.com/', {}, false],
    ['https://evil.com/', {}, false],
    ['https://user@shop.test/', {}, false],
    ['http://shop.test/', {}, false],
    ['/thanks', {}, false],
    ['javascript:alert(1)', {}, false],
    ['https://www.example/', { Origin: 'https://www.example', 'Sec-Fetch-Site': 'same-origin' }, true],
    ['https://evil.com/', { Origin: 'https://www.example', 'Sec-Fetch-Site': 'same-origin' }, false],
    ['https://partner.test/', {}, true],
  ];
  for (const [url, headers, ok] of given) {
    it(`${ok ? 'may' : 'may not'} be ${String(url)} ${JSON.stringify(headers)}`, async () => {
      const shop = openShop({ origins: ['https://partner.test'] });
      const answer = await shop.post({ ...CLAIM, website_url: url }, headers);
      assert.equal(answer.status, ok ? 201 : 422);
      if (!ok) assert.deepEqual(fieldsOf(answer), ['website_url']);
    });
  }

  it('must be on one of returnHosts if the option is given', async () => {
    const shop = openShop({ returnHosts: ['www.example'] });
    const forged = { Origin: 'https://evil.com', 'Sec-Fetch-Site': 'same-origin' };
    assert.equal((await shop.post({ ...CLAIM, website_url: 'https://evil.com/' }, forged)).status, 422);
    assert.equal((await shop.post({ ...CLAIM, website_url: 'https://www.example/x' })).status, 201);
  });
});
