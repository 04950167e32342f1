import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { call, create, lineOf, openShop, ORIGIN, press, statusOf } from '../shop.ts';

async function read(sandbox: Sandbox, url: string) {
  const response = await sandbox.fetch(new Request(url));
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('an open payment shows the order and a button for every outcome', async () => {
  const { sandbox } = openShop();
  const { page } = await create(sandbox, {
    amount: '1250.75',
    items: [
      lineOf({ quantity: 1.25, price: 800.2, vat_code: 6, measurement_unit: 11 }),
      lineOf({ description: 'Доставка', vat_code: 0 }),
    ].map((line, index) => (index === 1 ? { ...line, quantity: 1, price: 250.5 } : line)),
  });
  const { status, text } = await read(sandbox, page);
  assert.equal(status, 200);
  for (const shown of [
    '1\u00A0250,75\u00A0₽',
    '1\u00A0000,25\u00A0₽',
    '1,25 кг × 800,20\u00A0₽ · НДС 20\u00A0%',
    'Без НДС',
    'в том числе НДС 20\u00A0%',
    '166,71\u00A0₽',
    'Булочки',
    'Доставка',
    'Магазин №\u00A05 · shop.test',
    'Песочница',
  ]) {
    assert.ok(text.includes(shown), shown);
  }
  for (const outcome of ['pay', 'decline', 'cancel', 'hold', 'leave']) {
    assert.ok(text.includes(`value="${outcome}"`), outcome);
  }
  assert.ok(!text.includes('<script'), 'the page has no script');
  assert.ok(!text.includes('<input'), 'the page has no field for a card');
});

test('the page names the terms of a subscription and a hold', async () => {
  const { sandbox } = openShop();
  assert.match(
    (await read(sandbox, (await create(sandbox, { subscribe: 'Week' })).page)).text,
    /каждую неделю/,
  );
  assert.match((await read(sandbox, (await create(sandbox, { holdTime: 9 })).page)).text, /будет заморожена/);
});

test('text from a shop never becomes markup', async () => {
  const { sandbox } = openShop();
  const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;`;
  const { id, page } = await create(sandbox, {
    description: attack,
    uuid: attack,
    website_url: 'https://shop.test/?"><script>alert(1)</script>',
    items: [lineOf({ description: attack })],
  });
  const open = await read(sandbox, page);
  await press(sandbox, page, 'pay');
  const closed = await read(sandbox, page);
  const receipt = await receiptPage(sandbox, id);
  for (const { text } of [open, closed, receipt]) {
    assert.ok(!/<script|<img/.test(text));
    assert.ok(text.includes('&lt;script&gt;'));
    assert.ok(text.includes('&amp;amp;'));
    assert.ok(text.includes('&quot;&#39;&gt;'));
  }
});

async function receiptPage(sandbox: Sandbox, id: number) {
  const immediate = openShop({ receiptDelay: 0 });
  const report = sandbox.payments().find((payment) => payment.id === id);
  const { page } = await create(immediate.sandbox, {
    description: report?.description,
    uuid: report?.uuid,
    items: [lineOf({ description: report?.description })],
  });
  await press(immediate.sandbox, page, 'pay');
  const { body } = await call(immediate.sandbox, 'GET', '/v2/payments/1/receipt');
  return await read(
    immediate.sandbox,
    String((body['items'] as { ofd_receipt_url: string }[])[0]?.ofd_receipt_url),
  );
}

test('the pages have a strict content policy', async () => {
  const { sandbox } = openShop();
  const { headers, text } = await read(sandbox, (await create(sandbox)).page);
  const [style] = /(?<=<style>).*(?=<\/style>)/s.exec(text) ?? [''];
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = headers.get('content-security-policy') ?? '';
  for (const part of [
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `style-src 'sha256-${hash}'`,
  ]) {
    assert.ok(policy.includes(part), part);
  }
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
});

describe('a choice', () => {
  const expected = { pay: 3, decline: 4, cancel: 2, hold: 5, leave: 0 } as const;
  for (const outcome of ['pay', 'decline', 'cancel', 'hold', 'leave'] as const) {
    test(`${outcome} leads back to the shop`, async () => {
      const { sandbox } = openShop();
      const { id, page } = await create(sandbox);
      const response = await press(sandbox, page, outcome);
      assert.equal(response.status, 303);
      assert.equal(
        response.headers.get('location'),
        'https://shop.test/done?order=1',
        'the address is unchanged',
      );
      assert.equal(await statusOf(sandbox, id), expected[outcome]);
    });
  }

  test('without website_url shows a page that can be closed', async () => {
    const { sandbox } = openShop();
    const { page } = await create(sandbox, { website_url: null });
    const response = await press(sandbox, page, 'pay');
    assert.equal(response.status, 200);
    assert.match(await response.text(), /можно закрыть/);
  });

  test('leads to an address with Cyrillic letters', async () => {
    const { sandbox } = openShop();
    const { page } = await create(sandbox, { website_url: 'https://пекарня.рф/спасибо' });
    const location = (await press(sandbox, page, 'leave')).headers.get('location') ?? '';
    assert.equal(new URL(location).href, new URL('https://пекарня.рф/спасибо').href);
  });

  test('with an unknown value is a 404 and changes nothing', async () => {
    const { sandbox } = openShop();
    const { id, page } = await create(sandbox);
    assert.equal((await press(sandbox, page, 'nonsense')).status, 404);
    assert.equal(await statusOf(sandbox, id), 0);
  });
});

describe('a finished payment', () => {
  const titles = {
    pay: 'Оплачено',
    decline: 'Платёж отклонён',
    cancel: 'Платёж отменён',
    hold: 'Сумма заморожена',
  } as const;
  for (const outcome of ['pay', 'decline', 'cancel', 'hold'] as const) {
    test(`after ${outcome} has no buttons and cannot be paid`, async () => {
      const { sandbox, received } = openShop();
      const { id, page } = await create(sandbox);
      await press(sandbox, page, outcome);
      await sandbox.settled();
      const before = [await statusOf(sandbox, id), received.length];
      const { text } = await read(sandbox, page);
      assert.ok(text.includes(titles[outcome]));
      assert.ok(text.includes('href="https://shop.test/done?order=1"'));
      assert.ok(!text.includes('<button'));
      for (const second of ['pay', 'cancel', 'hold'] as const) {
        const response = await press(sandbox, page, second);
        assert.equal(response.status, 409);
        assert.ok((await response.text()).includes(titles[outcome]));
      }
      await sandbox.settled();
      assert.deepEqual([await statusOf(sandbox, id), received.length], before);
    });
  }

  test('after leave the payment stays open', async () => {
    const { sandbox } = openShop();
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'leave');
    await press(sandbox, page, 'pay');
    assert.equal(await statusOf(sandbox, id), 3);
  });

  test('two presses at once pay once', async () => {
    const { sandbox, received } = openShop();
    const { page } = await create(sandbox);
    const answers = await Promise.all([press(sandbox, page, 'pay'), press(sandbox, page, 'pay')]);
    await sandbox.settled();
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    assert.equal(received.length, 1);
  });

  test('in processing the page asks not to pay again', async () => {
    const { sandbox } = openShop({ scenario: 'endless' });
    const { page } = await create(sandbox);
    await press(sandbox, page, 'pay');
    assert.match((await read(sandbox, page)).text, /обрабатывается/);
  });
});

test('other addresses are a 404 page', async () => {
  const { sandbox } = openShop();
  const { page } = await create(sandbox);
  for (const path of [
    '/',
    '/pay/',
    '/pay/1',
    '/ofd/1',
    '/api',
    page.slice(ORIGIN.length).replace('/pay/', '/ofd/'),
  ]) {
    const { status, headers } = await read(sandbox, ORIGIN + path);
    assert.equal(status, 404, path);
    assert.match(headers.get('content-type') ?? '', /^text\/html/);
  }
});
