import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { call, control, create, type Json, openShop, press } from '../shop.ts';

const PATH = '/v2/card-payouts';

function payoutOf(changes: Json = {}): Json {
  return {
    shop_id: 5,
    external_id: 'payout_123',
    payout_type: 'card',
    recipient_card_number: '1234567890123456',
    recipient_account_number: '40817810099910004312',
    recipient_bank_code: '044525225',
    recipient_name: 'Иванов Иван Иванович',
    recipient_phone: '+79001234567',
    amount: 1000.5,
    currency: 'rub',
    description: 'Выплата за услуги',
    comment: 'Дополнительная информация',
    metadata: { order_id: '12345', rate: 0.5, tags: ['a', null] },
    ...changes,
  };
}

function openRich(options: Partial<SandboxOptions> = {}) {
  return openShop({ openingBalance: '100000.00', ...options });
}

async function pay(sandbox: Sandbox, changes: Json = {}): Promise<Json> {
  const { status, body } = await call(sandbox, 'POST', PATH, payoutOf(changes));
  assert.equal(status, 201, JSON.stringify(body));
  return body['data'] as Json;
}

async function balanceOf(sandbox: Sandbox): Promise<unknown[]> {
  const { body } = await call(sandbox, 'GET', '/v2/shops/5/balances');
  const { balances } = body['data'] as { balances: Json[] };
  assert.equal(balances.length, 1);
  return [balances[0]?.['balance'], balances[0]?.['hold'], balances[0]?.['available']];
}

describe('every operation on payouts', () => {
  const calls = [
    ['GET', ''],
    ['POST', ''],
    ['POST', '/bulk'],
    ['GET', '/statistics'],
    ['GET', '/currencies'],
    ['GET', '/types'],
    ['GET', '/statuses'],
    ['GET', '/external/payout_123'],
    ['GET', '/1'],
    ['PUT', '/1'],
    ['POST', '/1/cancel'],
  ] as const;

  test('asks for the key', async () => {
    const { sandbox } = openRich();
    for (const [method, end] of calls) {
      const response = await sandbox.fetch(new Request(`https://gateway.test/api${PATH}${end}`, { method }));
      assert.deepEqual(
        [response.status, await response.json()],
        [401, { error: 'unauthorized', status: 401 }],
      );
    }
  });

  test('speaks of a payout that is not there', async () => {
    const { sandbox } = openRich();
    for (const [method, end] of calls.slice(7)) {
      assert.deepEqual(await call(sandbox, method, PATH + end, method === 'GET' ? undefined : {}), {
        status: 404,
        body: { success: false, message: 'Выплата не найдена' },
      });
    }
  });
});

describe('a payout', () => {
  test('is created, and looks as the API has it', async () => {
    const { sandbox } = openRich();
    const { status, body } = await call(sandbox, 'POST', PATH, payoutOf());
    const data = {
      id: 1,
      user_id: 1,
      shop_id: 5,
      external_id: 'payout_123',
      payout_type: 'card',
      recipient_card_number: '1234****3456',
      recipient_account_number: '40817810099910004312',
      recipient_bank_code: '044525225',
      recipient_name: 'Иванов Иван Иванович',
      recipient_phone: '+79001234567',
      amount: 1000.5,
      amount_with_fee: 1005.5,
      currency: 'rub',
      status: 'pending',
      description: 'Выплата за услуги',
      comment: 'Дополнительная информация',
      metadata: { order_id: '12345', rate: 0.5, tags: ['a', null] },
      cancelled_reason: null,
      processed_at: null,
      created_at: '2026-03-01T09:00:00Z',
      updated_at: '2026-03-01T09:00:00Z',
      user: { id: 1, name: 'Песочница Kvit', email: 'user@example.com' },
      shop: { id: 5, name: 'Магазин № 5', url: 'https://example.com' },
    };
    assert.deepEqual([status, body], [201, { success: true, message: 'Выплата успешно создана', data }]);
    for (const end of ['/1', '/external/payout_123', '/external/payout_123?shop_id=5']) {
      assert.deepEqual(await call(sandbox, 'GET', PATH + end), {
        status: 200,
        body: { success: true, data },
      });
    }
    assert.equal((await call(sandbox, 'GET', `${PATH}/external/payout_123?shop_id=6`)).status, 404);
    assert.equal((await call(sandbox, 'GET', `${PATH}/external/payout_123?shop_id=x`)).status, 422);
  });

  test('moves through its statuses as time passes', async () => {
    const { sandbox } = openRich({ payoutDelay: 1_000 });
    await pay(sandbox);
    const seen: unknown[] = [];
    for (const step of [0, 999, 1, 999, 1]) {
      sandbox.advance(step);
      const { body } = await call(sandbox, 'GET', `${PATH}/1`);
      const { status, processed_at: processed } = body['data'] as Json;
      seen.push([status, processed]);
    }
    assert.deepEqual(seen, [
      ['pending', null],
      ['pending', null],
      ['processing', null],
      ['processing', null],
      ['completed', '2026-03-01T09:00:02Z'],
    ]);
  });

  test('may fail, stick or never begin, as a script has it', async () => {
    const { sandbox } = openRich({ scenario: { payout: ['failed', 'stuck', 'pending'] } });
    for (const external_id of ['a', 'b', 'c', 'd']) await pay(sandbox, { external_id });
    sandbox.advance(86_400_000);
    assert.deepEqual(
      sandbox.payouts().map(({ status }) => status),
      ['failed', 'processing', 'pending', 'completed'],
    );
  });

  test('is changed while it is pending, and what is not given stays', async () => {
    const { sandbox } = openRich();
    await pay(sandbox);
    sandbox.advance(1_000);
    const changes = { recipient_name: 'Петров Пётр', amount: 10, comment: null };
    const { status, body } = await call(sandbox, 'PUT', `${PATH}/1`, changes);
    const data = body['data'] as Json;
    assert.deepEqual(
      [status, body['message'], data['recipient_name'], data['amount'], data['amount_with_fee']],
      [200, 'Выплата успешно обновлена', 'Петров Пётр', 10, 10.05],
    );
    assert.deepEqual(
      [data['comment'], data['description'], data['updated_at']],
      ['Дополнительная информация', 'Выплата за услуги', '2026-03-01T09:00:01Z'],
    );
    const wrong = await call(sandbox, 'PUT', `${PATH}/1`, { amount: 0, currency: 'rub' });
    assert.deepEqual(
      [wrong.status, Object.keys(wrong.body['errors'] as Json)],
      [422, ['currency', 'amount']],
    );
    sandbox.advance(30_000);
    assert.deepEqual(await call(sandbox, 'PUT', `${PATH}/1`, changes), {
      status: 403,
      body: {
        success: false,
        message: 'Можно редактировать только выплаты со статусом "Ожидает обработки"',
      },
    });
  });

  test('is cancelled until it is processed', async () => {
    const { sandbox } = openRich();
    for (const external_id of ['a', 'b', 'c']) await pay(sandbox, { external_id });
    const first = await call(sandbox, 'POST', `${PATH}/1/cancel`, { reason: 'Запрос от клиента' });
    const data = first.body['data'] as Json;
    assert.deepEqual(
      [first.status, first.body['message'], data['status'], data['cancelled_reason']],
      [200, 'Выплата успешно отменена', 'cancelled', 'Запрос от клиента'],
    );
    assert.equal((await call(sandbox, 'POST', `${PATH}/2/cancel`, { reason: 1 })).status, 422);
    sandbox.advance(30_000);
    assert.equal((await call(sandbox, 'POST', `${PATH}/2/cancel`)).status, 200, 'no body is needed');
    sandbox.advance(30_000);
    for (const id of [1, 3]) {
      assert.deepEqual(await call(sandbox, 'POST', `${PATH}/${id}/cancel`, {}), {
        status: 403,
        body: { success: false, message: 'Можно отменить только выплаты в статусе ожидания или обработки' },
      });
    }
  });
});

describe('creating one is refused', () => {
  const wrong: readonly (readonly [rule: string, changes: Json, field: string])[] = [
    ...['shop_id', 'payout_type', 'recipient_name', 'amount', 'currency'].map(
      (name) => [`without ${name}`, { [name]: undefined }, name] as const,
    ),
    ['with a shop as text', { shop_id: '5' }, 'shop_id'],
    ['with another type', { payout_type: 'cash' }, 'payout_type'],
    ['with an inherited type', { payout_type: 'constructor' }, 'payout_type'],
    ['to a card without its number', { recipient_card_number: null }, 'recipient_card_number'],
    [
      'to an account without its number',
      { payout_type: 'account', recipient_account_number: undefined },
      'recipient_account_number',
    ],
    [
      'with a card number in groups',
      { recipient_card_number: '1234 5678 9012 3456' },
      'recipient_card_number',
    ],
    ['with a short account', { recipient_account_number: '408178' }, 'recipient_account_number'],
    ['with a short bank code', { recipient_bank_code: '0445' }, 'recipient_bank_code'],
    ['with an empty name', { recipient_name: ' ' }, 'recipient_name'],
    ['with words for a phone', { recipient_phone: 'home' }, 'recipient_phone'],
    ...[0, -1, 0.001, '1000.50', 1e21, null].map(
      (amount) => [`with the amount ${JSON.stringify(amount)}`, { amount }, 'amount'] as const,
    ),
    ['in another currency', { currency: 'usd' }, 'currency'],
    ['with a numeric external id', { external_id: 1 }, 'external_id'],
    ['with a list of metadata', { metadata: [] }, 'metadata'],
    ['with an unknown field', { fee: 1 }, 'fee'],
  ];
  for (const [rule, changes, field] of wrong) {
    test(rule, async () => {
      const { sandbox } = openRich();
      const { status, body } = await call(sandbox, 'POST', PATH, payoutOf(changes));
      assert.deepEqual([status, body['success'], body['message']], [422, false, 'Ошибка валидации']);
      const errors = body['errors'] as Record<string, string[]>;
      assert.deepEqual(Object.keys(errors), [field]);
      assert.match(errors[field]?.[0] ?? '', new RegExp(`^Поле ${field} .+\\.$`));
      assert.equal(sandbox.payouts().length, 0);
    });
  }

  test('with every wrong field at once', async () => {
    const { sandbox } = openRich();
    const { body } = await call(sandbox, 'POST', PATH, { payout_type: 'card' });
    assert.deepEqual(Object.keys(body['errors'] as Json).sort(), [
      'amount',
      'currency',
      'recipient_card_number',
      'recipient_name',
      'shop_id',
    ]);
  });

  test('when the body is no JSON or no object', async () => {
    const { sandbox } = openRich();
    for (const body of ['nonsense', '[]', 'null', '"text"']) {
      assert.equal((await call(sandbox, 'POST', PATH, body)).status, 422, body);
    }
  });

  test('for another shop, and when payouts are switched off', async () => {
    const { sandbox } = openRich();
    assert.deepEqual(await call(sandbox, 'POST', PATH, payoutOf({ shop_id: 6 })), {
      status: 404,
      body: { success: false, message: 'Магазин не найден' },
    });
    assert.equal((await control(sandbox, 'PUT', '/payouts', { enabled: false })).status, 200);
    assert.deepEqual(await call(sandbox, 'POST', PATH, payoutOf()), {
      status: 403,
      body: { success: false, message: 'Выплаты для магазина отключены' },
    });
    assert.equal((await control(sandbox, 'PUT', '/payouts', { enabled: 'no' })).status, 422);
  });

  test('with the words of the API when a script breaks it', async () => {
    const { sandbox } = openRich({ scenario: { payoutCreate: 500, payoutBulk: 500, payoutGet: 404 } });
    assert.deepEqual(await call(sandbox, 'POST', PATH, payoutOf()), {
      status: 500,
      body: { success: false, message: 'Ошибка при создании выплаты' },
    });
    assert.equal((await call(sandbox, 'POST', `${PATH}/bulk`)).body['message'], 'Ошибка при создании выплат');
    assert.equal((await call(sandbox, 'GET', `${PATH}/1`)).body['message'], 'Выплата не найдена');
  });

  test('for an external id that was used', async () => {
    const { sandbox } = openRich();
    await pay(sandbox);
    const { status, body } = await call(sandbox, 'POST', PATH, payoutOf());
    assert.deepEqual([status, Object.keys(body['errors'] as Json)], [422, ['external_id']]);
    await pay(sandbox, { external_id: undefined });
    await pay(sandbox, { external_id: null });
  });
});

describe('many at once', () => {
  const one = (changes: Json = {}): Json => {
    const { shop_id: _shop, ...payout } = payoutOf(changes);
    return payout;
  };

  test('are created together', async () => {
    const { sandbox } = openRich();
    const payouts = [one({ external_id: 'a' }), one({ external_id: 'b', payout_type: 'account' })];
    const { status, body } = await call(sandbox, 'POST', `${PATH}/bulk`, { shop_id: 5, payouts });
    const data = body['data'] as { created_count: number; payouts: Json[] };
    assert.deepEqual([status, body['message'], data.created_count], [201, 'Выплаты успешно созданы', 2]);
    assert.deepEqual(
      data.payouts.map(({ id, external_id }) => [id, external_id]),
      [
        [1, 'a'],
        [2, 'b'],
      ],
    );
  });

  test('or not at all', async () => {
    const { sandbox } = openRich();
    for (const [payouts, fields] of [
      [[one({ external_id: 'a' }), one({ external_id: 'b', amount: 0 })], ['payouts.1.amount']],
      [[one({ external_id: 'a' }), one({ external_id: 'a' })], ['external_id']],
      [[one({ external_id: 'a' }), one({ external_id: 'b', amount: 99_000 })], ['amount']],
      [['text'], ['payouts.0']],
      [[], ['payouts']],
      [undefined, ['payouts']],
      [{}, ['payouts']],
    ] as const) {
      const { status, body } = await call(sandbox, 'POST', `${PATH}/bulk`, { shop_id: 5, payouts });
      assert.equal(status, 422);
      assert.ok(Object.keys(body['errors'] as Json).includes(fields[0]), JSON.stringify(body));
    }
    assert.equal(sandbox.payouts().length, 0);
  });
});

describe('the list', () => {
  const open = async () => {
    const { sandbox } = openRich();
    await pay(sandbox, { external_id: 'rent_1', recipient_name: 'Анна Орлова' });
    sandbox.advance(86_400_000);
    await pay(sandbox, { external_id: 'rent_2', payout_type: 'account', description: 'Аренда' });
    sandbox.advance(86_400_000);
    await pay(sandbox, { external_id: 'wage_3', recipient_card_number: '9999888877776666' });
    return sandbox;
  };
  const idsOf = async (sandbox: Sandbox, query: string) => {
    const { status, body } = await call(sandbox, 'GET', `${PATH}?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return (body['data'] as Json[]).map(({ id }) => id);
  };

  test('is filtered by everything that the API names', async () => {
    const sandbox = await open();
    for (const [query, ids] of [
      ['', [3, 2, 1]],
      ['shop_id=5', [3, 2, 1]],
      ['shop_id=6', []],
      ['status=pending', [3]],
      ['status=completed', [2, 1]],
      ['currency=rub', [3, 2, 1]],
      ['payout_type=account', [2]],
      ['date_from=2026-03-02', [3, 2]],
      ['date_to=2026-03-02', [2, 1]],
      ['date_from=2026-03-02&date_to=2026-03-02', [2]],
      ['search=rent', [2, 1]],
      [`search=${encodeURIComponent('орлова')}`, [1]],
      ['search=99998888', [3]],
      ['search=40817810', [3, 2, 1]],
      [`search=${encodeURIComponent('АРЕНДА')}`, [2]],
      ['search=rent&payout_type=card', [1]],
      ['status=', [3, 2, 1]],
    ] as const) {
      assert.deepEqual(await idsOf(sandbox, query), ids, query);
    }
  });

  test('comes in pages', async () => {
    const sandbox = await open();
    assert.deepEqual(await idsOf(sandbox, 'per_page=2'), [3, 2]);
    assert.deepEqual(await idsOf(sandbox, 'per_page=2&page=2'), [1]);
    assert.deepEqual(await idsOf(sandbox, 'per_page=2&page=3'), []);
    const { body } = await call(sandbox, 'GET', `${PATH}?per_page=2&page=2`);
    assert.deepEqual(body['pagination'], { current_page: 2, last_page: 2, per_page: 2, total: 3 });
    const usual = await call(openRich().sandbox, 'GET', PATH);
    const pagination = { current_page: 1, last_page: 1, per_page: 15, total: 0 };
    assert.deepEqual(usual.body, { success: true, data: [], pagination });
  });

  test('refuses what makes no sense', async () => {
    const { sandbox } = openRich();
    for (const [query, field] of [
      ['shop_id=x', 'shop_id'],
      ['status=paid', 'status'],
      ['status=toString', 'status'],
      ['currency=usd', 'currency'],
      ['payout_type=cash', 'payout_type'],
      ['date_from=01.03.2026', 'date_from'],
      ['date_to=2026-02-30', 'date_to'],
      ['date_from=2026-03-02&date_to=2026-03-01', 'date_to'],
      ['per_page=0', 'per_page'],
      ['per_page=101', 'per_page'],
      ['per_page=1.5', 'per_page'],
      ['page=0', 'page'],
    ] as const) {
      const { status, body } = await call(sandbox, 'GET', `${PATH}?${query}`);
      assert.deepEqual([status, Object.keys((body['errors'] ?? {}) as Json)], [422, [field]], query);
    }
  });
});

test('the statistics add up', async () => {
  const { sandbox } = openRich({ scenario: { payout: ['completed', 'failed', 'pending'] } });
  await pay(sandbox, { external_id: 'a', amount: 0.1 });
  await pay(sandbox, { external_id: 'b', amount: 0.2, payout_type: 'account' });
  sandbox.advance(86_400_000);
  await pay(sandbox, { external_id: 'c', amount: 0.2 });
  const { body } = await call(sandbox, 'GET', `${PATH}/statistics?shop_id=5`);
  assert.deepEqual(body['data'], {
    total_count: 3,
    total_amount: 0.5,
    by_status: {
      pending: { text: 'Ожидает обработки', count: 1, amount: 0.2 },
      completed: { text: 'Выплачена', count: 1, amount: 0.1 },
      failed: { text: 'Ошибка', count: 1, amount: 0.2 },
    },
    by_currency: { rub: { text: 'Российский рубль', count: 3, amount: 0.5 } },
    by_type: {
      card: { text: 'На карту', count: 2, amount: 0.3 },
      account: { text: 'На счет', count: 1, amount: 0.2 },
    },
  });
  const later = await call(sandbox, 'GET', `${PATH}/statistics?date_from=2026-03-02`);
  assert.equal((later.body['data'] as Json)['total_count'], 1);
  assert.equal((await call(sandbox, 'GET', `${PATH}/statistics?shop_id=6`)).status, 404);
  assert.equal((await call(sandbox, 'GET', `${PATH}/statistics?date_from=soon`)).status, 422);
});

test('the dictionaries', async () => {
  const { sandbox } = openRich();
  const dataOf = async (end: string) => (await call(sandbox, 'GET', PATH + end)).body['data'];
  assert.deepEqual(await dataOf('/currencies'), { rub: 'Российский рубль' });
  assert.deepEqual(await dataOf('/types'), { card: 'На карту', account: 'На счет' });
  assert.deepEqual(Object.keys((await dataOf('/statuses')) as Json), [
    'pending',
    'processing',
    'completed',
    'failed',
    'cancelled',
  ]);
});

describe('the balance', () => {
  test('is shown to the shop alone', async () => {
    const { sandbox } = openShop();
    assert.deepEqual(await call(sandbox, 'GET', '/v2/shops/5/balances'), {
      status: 200,
      body: {
        success: true,
        data: { balances: [{ shop_id: 5, currency: 'rub', balance: 0, hold: 0, available: 0 }] },
      },
    });
    assert.deepEqual(await call(sandbox, 'GET', '/v2/shops/6/balances'), {
      status: 403,
      body: { success: false, message: 'Магазин не найден или не принадлежит текущему пользователю' },
    });
    assert.deepEqual(await call(sandbox, 'GET', '/v2/shops/five/balances'), {
      status: 422,
      body: {
        success: false,
        message: 'Ошибка валидации',
        errors: { shop_id: ['Поле shop_id должно быть целым числом.'] },
      },
    });
  });

  test('follows payments, holds, captures and refunds', async () => {
    const { sandbox } = openShop();
    const paid = await create(sandbox);
    assert.deepEqual(await balanceOf(sandbox), [0, 0, 0], 'nobody has paid');
    await press(sandbox, paid.page, 'pay');
    assert.deepEqual(await balanceOf(sandbox), [250.5, 0, 250.5]);
    const held = await create(sandbox);
    await press(sandbox, held.page, 'hold');
    assert.deepEqual(await balanceOf(sandbox), [501, 250.5, 250.5]);
    await call(sandbox, 'PUT', `/v2/payments/${held.id}/hold`);
    assert.deepEqual(await balanceOf(sandbox), [501, 0, 501]);
    await call(sandbox, 'PUT', `/v2/payments/${paid.id}/refund`);
    assert.deepEqual(await balanceOf(sandbox), [250.5, 0, 250.5]);
    const released = await create(sandbox);
    await press(sandbox, released.page, 'hold');
    await call(sandbox, 'DELETE', `/v2/payments/${released.id}/hold`);
    await press(sandbox, (await create(sandbox)).page, 'decline');
    assert.deepEqual(await balanceOf(sandbox), [250.5, 0, 250.5]);
  });

  test('follows payouts, which are held until they are completed', async () => {
    const { sandbox } = openShop({
      openingBalance: '1000.00',
      scenario: { payout: ['completed', 'failed'] },
    });
    await pay(sandbox, { external_id: 'a', amount: 100 });
    await pay(sandbox, { external_id: 'b', amount: 200 });
    await pay(sandbox, { external_id: 'c', amount: 300 });
    assert.deepEqual(await balanceOf(sandbox), [1000, 603, 397]);
    await call(sandbox, 'POST', `${PATH}/3/cancel`);
    assert.deepEqual(await balanceOf(sandbox), [1000, 301.5, 698.5]);
    sandbox.advance(60_000);
    assert.deepEqual(await balanceOf(sandbox), [899.5, 0, 899.5]);
  });

  test('does not go below what is there', async () => {
    const { sandbox } = openShop({ openingBalance: '100.50' });
    const poor = await call(sandbox, 'POST', PATH, payoutOf({ amount: 100.01 }));
    assert.equal(poor.status, 422);
    assert.deepEqual(poor.body['errors'], {
      amount: ['Недостаточно средств: с комиссией нужно 100.51, доступно 100.50.'],
    });
    await pay(sandbox, { amount: 100 });
    assert.deepEqual(await balanceOf(sandbox), [100.5, 100.5, 0]);
    assert.equal((await call(sandbox, 'PUT', `${PATH}/1`, { amount: 100.01 })).status, 422);
    assert.equal((await call(sandbox, 'PUT', `${PATH}/1`, { amount: 50 })).status, 200);
    assert.deepEqual(await balanceOf(sandbox), [100.5, 50.25, 50.25]);
  });

  test('may be owed by the shop after a refund', async () => {
    const { sandbox } = openShop();
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'pay');
    await pay(sandbox, { amount: 200 });
    sandbox.advance(60_000);
    await call(sandbox, 'PUT', `/v2/payments/${id}/refund`);
    assert.deepEqual(await balanceOf(sandbox), [-201, 0, -201]);
    const { body } = await call(sandbox, 'POST', PATH, payoutOf({ external_id: 'b', amount: 1 }));
    assert.match(JSON.stringify(body), /доступно 0\.00/);
  });
});

test('a switch shows the payouts and moves them', async () => {
  const { sandbox } = openRich();
  await pay(sandbox);
  const moved = await control(sandbox, 'POST', '/payouts/1/status', { status: 'failed' });
  assert.deepEqual([moved.status, moved.body['status']], [200, 'failed']);
  const { body } = await control(sandbox, 'GET', '/payouts');
  assert.deepEqual([body['enabled'], (body['items'] as Json[]).length], [true, 1]);
  assert.deepEqual(body['balance'], {
    shop_id: 5,
    currency: 'rub',
    balance: 100_000,
    hold: 0,
    available: 100_000,
  });
  assert.equal((await control(sandbox, 'POST', '/payouts/1/status', { status: 'gone' })).status, 422);
  assert.equal((await control(sandbox, 'POST', '/payouts/2/status', { status: 'failed' })).status, 404);
});
