/** One table for the signers in PHP and Python and for our own: a widget cannot tell them apart. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { ACCOUNT, CALLBACK_SECRET } from './account.ts';
import { KINDS, type Kind } from './running-signer.ts';
import type { Intercept } from './scripted-gateway.ts';
import { newOrder, ORIGIN, orderOf, Shop, statusIn, type Json } from './shop.ts';

const html = async (): Promise<Response> =>
  new Response('<!doctype html><title>Wi-Fi</title>', { headers: { 'Content-Type': 'text/html' } });

/** Changes the gateway's answers to reads of payments. */
const tell =
  (change: Json): Intercept =>
  async ({ method }, proceed) => {
    const answer = await proceed();
    if (method !== 'GET' || answer.status !== 200) return answer;
    const { payment } = (await answer.json()) as { payment: Json };
    return Response.json({ success: true, payment: { ...payment, ...change } });
  };

/** Changes the gateway's answers to creates. */
const made =
  (change: Json, status = 201): Intercept =>
  async ({ method }, proceed) => {
    const answer = await proceed();
    return method === 'POST' ? Response.json({ ...(await answer.json()), ...change }, { status }) : answer;
  };

function withShop(kind: Kind, declare: (shop: () => Shop) => void): void {
  let shop: Shop | undefined;
  before(async () => {
    shop = await Shop.open(kind);
  });
  after(() => shop?.close());
  afterEach(() => shop?.gateway.obey());
  declare(() => {
    if (!shop) throw new Error('the shop is not open');
    return shop;
  });
}

function creating(shop: () => Shop): void {
  it('makes a page for a true claim, with a signed sum and a random name', async () => {
    const order = newOrder();
    const { status, body, headers } = await shop().post({
      ...orderOf(order),
      shopId: 5,
      website_url: `${ORIGIN}/thanks?x=1`,
      language: 'ru',
    });
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(body).toSorted(), ['id', 'paymentUrl', 'success']);
    const [payment] = shop().gateway.payments(order);
    assert.equal(body['paymentUrl'], payment?.paymentUrl);
    assert.match(String(body['id']), /[A-Za-z0-9_-]{43}$/);
    assert.equal(headers.get('Content-Type'), 'application/json');
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    const { description, currency, amount, items } = orderOf(order);
    assert.deepEqual(
      shop()
        .gateway.creates(order)
        .map(({ body }) => withoutNulls(body)),
      [
        {
          uuid: order,
          description,
          currency,
          amount,
          items,
          shopId: 5,
          website_url: `${ORIGIN}/thanks?x=1`,
          language: 'ru',
          sign: signOf(amount),
        },
      ],
    );
  });

  it('takes numbers as text and any spelling of them', async () => {
    const order = newOrder();
    const items = orderOf(order).items.map((item) =>
      Object.fromEntries(Object.entries(item).map(([name, value]) => [name, String(value)])),
    );
    items[0] = { ...items[0], price: '83.50', quantity: '3.000' };
    assert.equal((await shop().post({ ...orderOf(order), items })).status, 201);
  });

  it('gives the same page for the same order, however many ask at once', async () => {
    const order = newOrder();
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop().pay(order)));
    answers.push(await shop().pay(order));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal(shop().gateway.creates(order).length, 1);
  });
}

const OFFER: Json = {
  kind: 'offer',
  text: 'Нажимая «Оплатить», я принимаю\nусловия оферты 🥐',
  url: 'https://shop.test/offer?v=1',
  version: '2026-01',
};
const PERSONAL_DATA: Json = {
  kind: 'personal_data',
  text: 'Согласен',
  url: null,
  at: '2026-11-21T09:00:00.000Z',
};

function agreeing(shop: () => Shop): void {
  it('keeps what the buyer agreed to, with its own time, and tells the gateway nothing of it', async () => {
    const order = newOrder();
    const began = new Date().toISOString();
    const first = await shop().post({ ...orderOf(order), consents: [OFFER, PERSONAL_DATA] });
    assert.equal(first.status, 201, first.text);
    const again = await shop().post({ ...orderOf(order), consents: [{ ...OFFER, version: '2' }] });
    assert.equal(again.text, first.text);
    const [kept, ...more] = (await shop().signer.keptConsents(order)) as Json[][];
    assert.deepEqual(more, []);
    const moments = kept?.map(({ received_at }) => String(received_at)) ?? [];
    for (const at of moments) assert.ok(began <= at && at <= new Date().toISOString(), at);
    assert.deepEqual(
      kept,
      [OFFER, PERSONAL_DATA].map((consent) => ({ ...consent, received_at: moments[0] })),
    );
    const [create] = shop().gateway.creates(order);
    assert.equal('consents' in (create?.body ?? {}), false);
  });

  it('needs none', async () => {
    for (const consents of [undefined, null, []]) {
      const order = newOrder();
      assert.equal((await shop().post({ ...orderOf(order), consents })).status, 201);
      assert.deepEqual(await shop().signer.keptConsents(order), [[]]);
    }
  });

  const bad: [field: string, consents: unknown][] = [
    ['consents', 'yes'],
    ['consents', { kind: 'offer' }],
    ['consents', Array.from({ length: 11 }, () => OFFER)],
    ['consents[0]', ['offer']],
    ['consents[0].kind', [{ ...OFFER, kind: 'marketing' }]],
    ['consents[0].kind', [{ text: 'x' }]],
    ['consents[1].text', [OFFER, { ...OFFER, text: '' }]],
    ['consents[0].text', [{ ...OFFER, text: 'я'.repeat(2001) }]],
    ['consents[0].text', [{ ...OFFER, text: ['x'] }]],
    ['consents[0].url', [{ ...OFFER, url: 'x'.repeat(2049) }]],
    ['consents[0].version', [{ ...OFFER, version: '' }]],
    ['consents[0].at', [{ ...OFFER, at: '2026-11-21 09:00' }]],
    ['consents[0].at', [{ ...OFFER, at: '2026-11-21T09:00:00.000Z\n' }]],
    ['consents[0].received_at', [{ ...OFFER, received_at: '2026-11-21T09:00:00.000Z' }]],
    ['consents[0].colour', [{ ...OFFER, colour: null }]],
  ];
  for (const [field, consents] of bad) {
    it(`refuses a consent by its field, ${field}: ${JSON.stringify(consents).slice(0, 50)}`, async () => {
      const order = newOrder();
      const { status, body } = await shop().post({ ...orderOf(order), consents });
      assert.deepEqual([status, body['code']], [422, 'refused']);
      assert.deepEqual(
        (body['errors'] as { field: string }[]).map((error) => error.field),
        [field],
      );
      assert.deepEqual(shop().gateway.creates(order), []);
    });
  }
}

/** An absent field and a null one mean the same. */
const withoutNulls = (body: Json): Json =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));

const signOf = (amount: string): string =>
  createHash('sha1').update(`rub${amount}${ACCOUNT.shopId}${ACCOUNT.secret}`).digest('hex');

/** A claim with one line changed. */
const withLine = (change: Json) => (claim: ReturnType<typeof orderOf>) => ({
  ...claim,
  items: [{ ...claim.items[0], ...change }, ...claim.items.slice(1)],
});

function pricing(shop: () => Shop): void {
  const changes: [name: string, change: (claim: ReturnType<typeof orderOf>) => Json][] = [
    ['a lower price', withLine({ price: 0.01 })],
    ['a lower price that fits the sum', (claim) => ({ ...withLine({ price: 1 })(claim), amount: '1115.50' })],
    ['a smaller quantity', withLine({ quantity: 1 })],
    ['another name', withLine({ description: 'Булочка' })],
    ['another VAT code', withLine({ vat_code: 1 })],
    ['another subject', withLine({ payment_subject: 4 })],
    ['another mode', withLine({ payment_mode: 1 })],
    ['another unit', withLine({ measurement_unit: 11 })],
    ['a country', withLine({ country_of_origin_code: '643' })],
    ['a line less', (claim) => ({ ...claim, items: claim.items.slice(1) })],
    ['a line more', (claim) => ({ ...claim, items: [...claim.items, ...claim.items] })],
    ['another sum', (claim) => ({ ...claim, amount: '1.00' })],
    ['a subscription', (claim) => ({ ...claim, subscribe: 'Day' })],
    ['a hold', (claim) => ({ ...claim, holdTime: 60 })],
  ];
  for (const [name, change] of changes) {
    it(`answers ${name} with the true order`, async () => {
      const order = newOrder();
      const { status, body } = await shop().post(change(orderOf(order)));
      assert.deepEqual([status, body['code']], [409, 'price_changed']);
      assert.deepEqual(body['order'], orderOf(order));
      assert.deepEqual(shop().gateway.creates(order), []);
    });
  }

  it('shows an order by its number, and no other', async () => {
    const order = newOrder();
    const shown = await shop().ask(`/order?uuid=${order}`);
    assert.deepEqual([shown.status, shown.body], [200, orderOf(order)]);
    for (const path of ['/order', '/order?uuid=', '/order?uuid=nobody', '/order?uuid[]=bulka-12345678']) {
      const { status, body } = await shop().ask(path);
      assert.deepEqual([status, body['code']], [404, 'not_found']);
    }
  });
}

/** @param small a signer that compares a claim with its order, and has no rules beside */
function refusing(shop: () => Shop, small: boolean): void {
  const bad: [field: string, change: Json][] = [
    ['amount', { amount: 1363 }],
    ['amount', { amount: '1363' }],
    ['amount', { amount: '1363.000' }],
    ['amount', { amount: ' 1363.00' }],
    ['amount', { amount: '1363.00\n' }],
    ['amount', { amount: '1e3' }],
    ['amount', { amount: '١٢.00' }],
    ['amount', { amount: null }],
    ['currency', { currency: 'usd' }],
    ['items', { items: [] }],
    ['items', { items: {} }],
    ['items', { items: Array.from({ length: 101 }, () => orderOf('x').items[0]) }],
    ['items[1].price', { items: [orderOf('x').items[0], { ...orderOf('x').items[0], price: -1 }] }],
    ['items[0].price', withLine({ price: '1,5' })(orderOf('x'))],
    ['items[0].price', withLine({ price: 0.1 + 0.2 })(orderOf('x'))],
    ['items[0].price', withLine({ price: 1e21 })(orderOf('x'))],
    ['items[0].price', withLine({ price: true })(orderOf('x'))],
    ['items[0].price', withLine({ price: null })(orderOf('x'))],
    ['items[0].quantity', withLine({ quantity: '0x10' })(orderOf('x'))],
    ['items[0].quantity', withLine({ quantity: '' })(orderOf('x'))],
    ['website_url', { website_url: 'https://evil.test/' }],
    ['website_url', { website_url: 'https://shop.test@evil.test/' }],
    ['website_url', { website_url: 'https://shop.test.evil.test/' }],
    ['website_url', { website_url: 'http://shop.test/' }],
    ['website_url', { website_url: 'javascript:alert(1)' }],
  ];
  for (const [field, change] of bad) {
    const compared = small && field !== 'website_url';
    const answer = compared ? 'the true order' : `a 422 that names ${field}`;
    it(`answers ${JSON.stringify(change).slice(0, 60)} with ${answer}`, async () => {
      const order = newOrder();
      const { status, body, headers } = await shop().post({ ...orderOf(order), ...change, uuid: order });
      assert.equal(headers.get('Content-Type'), 'application/problem+json');
      if (compared) {
        assert.deepEqual([status, body['code'], body['order']], [409, 'price_changed', orderOf(order)]);
      } else {
        assert.deepEqual([body['type'], body['status'], body['code']], ['about:blank', 422, 'refused']);
        assert.equal(status, 422);
        const fields = (body['errors'] as { field: string }[]).map((error) => error.field);
        assert.ok(fields.includes(field), fields.join(' '));
      }
      assert.deepEqual(shop().gateway.creates(order), []);
    });
  }

  const foreign: [field: string, change: Json][] = [
    ['sign', { sign: 'x' }],
    ['shopId', { shopId: 6 }],
    ['language', { language: '../en' }],
    ['colour', withLine({ colour: 'red' })(orderOf('x'))],
    ['holdtime', { holdtime: 60 }],
  ];
  for (const [field, change] of foreign) {
    it(`passes nothing on of ${field}`, async () => {
      const order = newOrder();
      const { status } = await shop().post({ ...orderOf(order), ...change, uuid: order });
      assert.equal(status, small ? 201 : 422);
      const bodies = shop()
        .gateway.creates(order)
        .map(({ body }) => withoutNulls(body));
      const { description, currency, amount, items } = orderOf(order);
      const ours = { uuid: order, description, currency, amount, items, shopId: 5, sign: signOf(amount) };
      assert.deepEqual(bodies, small ? [ours] : []);
    });
  }

  // A body that is no claim is refused; the statuses may differ.
  const bodies: [what: string, body: string, ...statuses: number[]][] = [
    ['HTML', '<p>', 400],
    ['nothing', '', 400],
    ['half of it', '{"uuid":', 400],
    ['a bottomless pit', '['.repeat(30_000), 400],
    ['too much', JSON.stringify({ uuid: 'x'.repeat(70_000) }), 413],
    ['half a character', String.raw`{"uuid":"bulka-12345678\ud83d"}`, 400, 404, 422],
    ['a number', '3', 400, 422],
    ['a list', '[]', 400, 404, 422],
    ['an order of a strange kind', '{"uuid":{"bulka-12345678":1}}', 404, 422],
  ];
  for (const [what, body, ...statuses] of bodies) {
    it(`refuses ${what}`, async () => {
      const answer = await shop().post(body);
      assert.ok(statuses.includes(answer.status), answer.text);
      assert.match(String(answer.body['code']), /^(?:refused|not_found)$/);
    });
  }

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
    it(`answers a body of type "${type}" with 415`, async () => {
      const { status } = await shop().post(orderOf(newOrder()), { headers: { 'Content-Type': type } });
      assert.equal(status, 415);
    });
  }

  it('takes JSON that says its charset', async () => {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    assert.equal((await shop().post(orderOf(newOrder()), { headers })).status, 201);
  });

  for (const origin of [
    'null',
    'https://evil.test',
    'http://shop.test',
    'https://shop.test:8443',
    'https://shop.test.evil.test',
    'https://SHOP.test',
  ]) {
    it(`refuses a page of ${origin}`, async () => {
      const order = newOrder();
      const { status, headers } = await shop().post(orderOf(order), { headers: { Origin: origin } });
      assert.equal(status, 403);
      assert.equal(headers.get('Access-Control-Allow-Origin'), null);
      assert.deepEqual(shop().gateway.creates(order), []);
    });
  }

  it('answers the wrong method with 405, and everything else with one 404', async () => {
    for (const [method, path] of [
      ['GET', '/payments'],
      ['PUT', '/payments'],
      ['POST', '/payment'],
      ['DELETE', '/receipt'],
      ['GET', `/callback/${CALLBACK_SECRET}`],
    ] as const) {
      assert.equal((await shop().ask(path, { method })).status, 405, `${method} ${path}`);
    }
    const answers = await Promise.all(
      ['', '/', '/payments/', '/payment', '/receipt', '/callback/', '/callback/guess', '/__proto__'].map(
        (path) => shop().ask(path, path.startsWith('/callback') ? { method: 'POST' } : {}),
      ),
    );
    answers.push(await shop().post(orderOf('nobody')), await shop().payment('1'));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([404]));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  });
}

function doubting(shop: () => Shop): void {
  const reset: Intercept = async (_, proceed) => {
    await proceed();
    throw new Error('reset');
  };
  const outcomes: [what: string, intercept: Intercept, status: number, code: string][] = [
    ['a broken connection', reset, 504, 'gateway_unknown'],
    ['500', async () => Response.json({ error: 'x' }, { status: 500 }), 504, 'gateway_unknown'],
    ['429', async () => Response.json({ error: 'x' }, { status: 429 }), 504, 'gateway_unknown'],
    ['HTML', html, 504, 'gateway_unknown'],
    [
      'half of a 201',
      async () => new Response('{"success":true,"id":1,', { status: 201 }),
      504,
      'gateway_unknown',
    ],
    ['success: false', made({ success: false }), 504, 'gateway_unknown'],
    ['no id', made({ id: null }), 504, 'gateway_unknown'],
    ['no page', made({ paymentUrl: '' }), 504, 'gateway_unknown'],
    ['a redirect', async () => Response.redirect('http://127.0.0.1:9/', 307), 504, 'gateway_unknown'],
    ['422', async () => Response.json({ message: 'no' }, { status: 422 }), 502, 'gateway_refused'],
    ['401', async () => Response.json({ message: 'no' }, { status: 401 }), 502, 'gateway_refused'],
    ['another host', made({ paymentUrl: 'https://evil.test/pay' }), 502, 'pay_host_forbidden'],
    ['a user name', made({ paymentUrl: 'https://urlpay.io@evil.test/' }), 502, 'pay_host_forbidden'],
    ['a script', made({ paymentUrl: 'javascript:alert(1)//' }), 502, 'pay_host_forbidden'],
    ['another scheme', made({ paymentUrl: '//evil.test/' }), 502, 'pay_host_forbidden'],
  ];
  for (const [what, intercept, status, code] of outcomes) {
    it(`releases no page after ${what}, and a new attempt has a uuid of its own`, async () => {
      const order = newOrder();
      shop().gateway.intercept = intercept;
      const first = await shop().pay(order);
      assert.deepEqual([first.status, first.body['code']], [status, code]);
      assert.doesNotMatch(first.text, /https?:|evil|\/pay\//);
      shop().gateway.obey();
      const second = await shop().pay(order);
      assert.equal(second.status, 201, second.text);
      const sent = shop().gateway.creates(order);
      assert.deepEqual(
        sent.map(({ body }) => body['uuid']),
        [order, `${order}.2`],
      );
      const last = shop().gateway.payments(order).at(-1);
      assert.deepEqual([last?.uuid, last?.paymentUrl], [`${order}.2`, second.body['paymentUrl']]);
    });
  }
}

function watching(shop: () => Shop): void {
  /** A page in the buyer's hands. */
  const opened = async (order = newOrder()) => {
    const { status, body, text } = await shop().pay(order);
    assert.equal(status, 201, text);
    return { order, handle: body['id'], page: body['paymentUrl'] };
  };

  it('tells the payment, then the receipt, and that it is paid already', async () => {
    const { order, handle, page } = await opened();
    assert.deepEqual((await shop().payment(handle)).body, {
      success: true,
      payment: { uuid: order, amount: '1363.00', currency: 'rub', description: 'Покупка булочек', status: 0 },
    });
    assert.equal((await shop().receipt(handle)).status, 404);
    await shop().gateway.choose(page, 'pay');
    await shop().reaches(handle, 3);
    const { status, body } = await shop().receipt(handle);
    assert.deepEqual([status, body['status']], [200, 'success']);
    const [receipt] = body['items'] as Json[];
    assert.deepEqual([receipt?.['total'], receipt?.['uuid']], [1363, order]);
    const again = await shop().pay(order);
    assert.deepEqual([again.status, again.body['code'], again.body['id']], [409, 'already_paid', handle]);
    assert.equal(shop().gateway.creates(order).length, 1);
    await shop().prints(`order ${order} is paid`);
    assert.equal(shop().signer.log.split(`order ${order} is paid`).length, 2);
  });

  it('shows no receipt of an order whose number begins or ends alike', async () => {
    const { order, handle, page } = await opened();
    await shop().gateway.choose(page, 'pay');
    await shop().reaches(handle, 3);
    const alike = [
      `${order}0`,
      `${order}.`,
      `0${order}`,
      order.slice(0, -1),
      order.slice(1),
      order.toUpperCase(),
    ];
    shop().gateway.intercept = async ({ path }, proceed) => {
      const answer = await proceed();
      if (!path.endsWith('/receipt') || answer.status !== 200) return answer;
      const { items } = (await answer.json()) as { items: Json[] };
      const others = alike.map((uuid) => ({ ...items[0], uuid }));
      return Response.json({ status: 'success', items: [...others, ...items] });
    };
    const { body } = await shop().receipt(handle);
    const items = body['items'] as Json[];
    assert.deepEqual(
      items.map(({ uuid }) => uuid),
      [order],
    );
  });

  it('knows that a payment was made a moment ago when the same order is asked for', async () => {
    const { order, handle, page } = await opened();
    await shop().gateway.choose(page, 'pay');
    const again = await shop().pay(order);
    assert.deepEqual([again.status, again.body['code'], again.body['id']], [409, 'already_paid', handle]);
  });

  for (const [outcome, status] of [
    ['decline', 4],
    ['cancel', 2],
  ] as const) {
    it(`${outcome}: a new attempt, and both know their own`, async () => {
      const first = await opened();
      await shop().gateway.choose(first.page, outcome);
      await shop().reaches(first.handle, status);
      const second = await opened(first.order);
      assert.notEqual(second.handle, first.handle);
      assert.deepEqual(
        shop()
          .gateway.payments(first.order)
          .map(({ uuid }) => uuid),
        [first.order, `${first.order}.2`],
      );
      assert.equal(statusIn((await shop().payment(second.handle)).body), 0);
    });
  }

  it('hold: on its way, so there is no second page', async () => {
    const { order, handle, page } = await opened();
    await shop().gateway.choose(page, 'hold');
    await shop().reaches(handle, 5);
    const again = await shop().pay(order);
    assert.deepEqual([again.status, again.body['code'], again.body['id']], [409, 'already_paid', handle]);
  });

  it('a failure that turns out paid is paid, and stays so', async () => {
    const { order, handle, page } = await opened();
    await shop().gateway.choose(page, 'decline');
    await shop().reaches(handle, 4);
    shop().gateway.intercept = tell({ status: 3 });
    await shop().reaches(handle, 3);
    shop().gateway.intercept = tell({ status: 4 });
    const again = await shop().pay(order);
    assert.deepEqual([again.status, again.body['code']], [409, 'already_paid']);
    assert.equal(statusIn((await shop().payment(handle)).body), 3);
  });

  for (const change of [
    { uuid: 'another' },
    { amount: '1363.01' },
    { amount: 1362.99 },
    { currency: 'usd' },
  ] as Json[]) {
    it(`does not take a payment with ${JSON.stringify(change)} for its own`, async () => {
      const { order, handle, page } = await opened();
      await shop().gateway.choose(page, 'pay');
      shop().gateway.intercept = tell(change);
      const { status, body } = await shop().payment(handle);
      assert.deepEqual([status, body['code']], [409, 'payment_mismatch']);
      assert.equal((await shop().receipt(handle)).status, 404);
      assert.equal((await shop().pay(order)).body['code'], 'payment_mismatch');
      assert.doesNotMatch(shop().signer.log, new RegExp(`${order} is paid`));
    });
  }

  it('folds the currency’s case and reads numbers in any spelling', async () => {
    const { handle, page } = await opened();
    await shop().gateway.choose(page, 'pay');
    shop().gateway.intercept = tell({ currency: 'RUB', amount: 1363, status: '3' });
    assert.equal(statusIn((await shop().payment(handle)).body), 3);
  });

  const silences: [what: string, intercept: Intercept][] = [
    ['a status nobody published', tell({ status: 9 })],
    ['a status of a strange kind', tell({ status: { paid: 3 } })],
    ['"3abc"', tell({ status: '3abc' })],
    ['no uuid', tell({ uuid: null, status: 3 })],
    ['no currency', tell({ currency: null, status: 3 })],
    ['an unreadable amount', tell({ amount: '1 363,00', status: 3 })],
    ['a payment of another id', tell({ id: 999_999, status: 3 })],
    ['500', async () => Response.json({ error: 'x' }, { status: 500 })],
    ['HTML', html],
    ['silence', () => Promise.reject(new Error('reset'))],
  ];
  for (const [what, intercept] of silences) {
    it(`is neither paid nor failed after ${what}`, async () => {
      const { handle } = await opened();
      shop().gateway.intercept = intercept;
      const { status, body } = await shop().payment(handle);
      assert.deepEqual([status, statusIn(body)], [200, 0]);
    });
  }

  it('makes no new page while nobody can say whether the released one was paid', async () => {
    const { order, handle, page } = await opened();
    await shop().gateway.choose(page, 'decline');
    await shop().reaches(handle, 4);
    // past the time in which what was seen a moment ago is good enough
    await sleep(2_100);
    shop().gateway.intercept = async () => Response.json({ error: 'x' }, { status: 500 });
    const again = await shop().pay(order);
    assert.deepEqual([again.status, again.body['code']], [504, 'gateway_unknown']);
    assert.equal(shop().gateway.creates(order).length, 1);
  });

  it('asks the gateway less often than it is asked', async () => {
    const { handle } = await opened();
    const before = shop().gateway.reads;
    await Promise.all(Array.from({ length: 12 }, () => shop().payment(handle)));
    const asked = shop().gateway.reads - before;
    assert.ok(asked >= 1 && asked < 12, String(asked));
  });

  it('knows nobody by the gateway’s id or by half a name', async () => {
    const { order, handle, page } = await opened();
    const name = String(handle);
    const last = name.at(-1) === 'A' ? 'B' : 'A';
    const id = shop().gateway.payments(order)[0]?.id;
    await shop().gateway.choose(page, 'pay');
    for (const guess of [id, order, name.slice(0, -1), `${name}A`, name.slice(0, -1) + last, '../payments']) {
      assert.equal((await shop().payment(guess)).status, 404, String(guess));
      assert.equal((await shop().receipt(guess)).status, 404, String(guess));
    }
  });
}

function calledBack(shop: () => Shop): void {
  it('asks for what it is told about, and believes none of it', async () => {
    const order = newOrder();
    const handle = (await shop().pay(order)).body['id'];
    const [payment] = shop().gateway.payments(order);
    assert.ok(payment);
    const forged = { id: payment.id, uuid: order, amount: 1363, currency: 'RUB', payment_status: 'success' };
    const before = shop().gateway.reads;
    assert.equal((await shop().callback(forged, 'guess')).status, 404);
    assert.equal((await shop().callback(forged, `${CALLBACK_SECRET}x`)).status, 404);
    assert.equal(shop().gateway.reads, before);
    assert.equal((await shop().callback(forged)).status, 200);
    assert.equal(shop().gateway.reads, before + 1);
    assert.equal(statusIn((await shop().payment(handle)).body), 0);
    assert.doesNotMatch(shop().signer.log, new RegExp(`${order} is paid`));
  });

  it('learns of a payment from it without any browser', async () => {
    const order = newOrder();
    const { id: handle, paymentUrl } = (await shop().pay(order)).body;
    await shop().gateway.choose(paymentUrl, 'pay');
    const [payment] = shop().gateway.payments(order);
    assert.equal((await shop().callback({ id: payment?.id, uuid: order })).status, 200);
    await shop().prints(`order ${order} is paid`);
    shop().gateway.intercept = async () => Response.json({}, { status: 500 });
    assert.equal(statusIn((await shop().payment(handle)).body), 3);
  });

  it('takes an id for a lost create only when the gateway knows it by our uuid', async () => {
    const [order, other] = [newOrder(), newOrder()];
    await shop().pay(other);
    const foreign = shop().gateway.payments(other)[0]?.id;
    shop().gateway.intercept = async (_, proceed) => {
      await proceed();
      throw new Error('lost');
    };
    assert.equal((await shop().pay(order)).status, 504);
    shop().gateway.obey();
    const ours = shop().gateway.payments(order)[0];
    assert.ok(ours);
    await shop().gateway.choose(shop().gateway.payments(other)[0]?.paymentUrl, 'pay');
    await shop().callback({ id: foreign, uuid: order });
    assert.doesNotMatch(shop().signer.log, new RegExp(`${order} is paid`));
    await shop().gateway.choose(ours.paymentUrl, 'pay');
    await shop().callback({ id: ours.id, uuid: order });
    assert.equal((await shop().pay(order)).body['code'], 'already_paid');
  });
}

for (const kind of KINDS) {
  describe(`the signer in ${kind}`, () => {
    withShop(kind, (shop) => {
      describe('creating', () => creating(shop));
      describe('agreeing', () => agreeing(shop));
      describe('pricing', () => pricing(shop));
      describe('refusing', () => refusing(shop, kind !== 'kit'));
      describe('doubting', () => doubting(shop));
      describe('watching', () => watching(shop));
      describe('called back', () => calledBack(shop));

      it('has let no secret out', () => {
        const all = shop().said + shop().signer.log;
        assert.ok(shop().said.length > 10_000);
        for (const canary of [ACCOUNT.secret, ACCOUNT.apiKey, CALLBACK_SECRET, signOf('1363.00')]) {
          assert.equal(all.includes(canary), false, canary);
        }
      });
    });
  });
}

for (const kind of KINDS.filter((name) => name !== 'kit')) {
  it(`killed between the POST and its answer, the signer in ${kind} sends that uuid never again`, async () => {
    const shop = await Shop.open(kind, 1);
    try {
      const order = newOrder();
      shop.gateway.intercept = async (_, proceed) => {
        await proceed();
        await shop.signer.kill();
        throw new Error('nobody listens');
      };
      await assert.rejects(shop.pay(order));
      shop.gateway.obey();
      await shop.signer.start();
      assert.equal((await shop.pay(order)).status, 201);
      assert.deepEqual(
        shop.gateway.creates(order).map(({ body }) => body['uuid']),
        [order, `${order}.2`],
      );
    } finally {
      await shop.close();
    }
  });
}
