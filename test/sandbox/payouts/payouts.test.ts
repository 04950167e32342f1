import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, control, type Json } from '../shop.ts';
import { PATH, payoutOf, openRich, pay } from './payout-shop.ts';

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

  test('needs the key', async () => {
    const { sandbox } = openRich();
    for (const [method, end] of calls) {
      const response = await sandbox.fetch(new Request(`https://gateway.test/api${PATH}${end}`, { method }));
      assert.deepEqual(
        [response.status, await response.json()],
        [401, { error: 'unauthorized', status: 401 }],
      );
    }
  });

  test('answers 404 for an unknown payout', async () => {
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
  test('is created as the API documents it', async () => {
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

  test('has a fee of half a percent, rounded half up', async () => {
    const { sandbox } = openRich();
    for (const [amount, withFee] of [
      [0.99, 0.99],
      [1, 1.01],
      [2.99, 3],
      [3, 3.02],
    ] as const) {
      const payout = await pay(sandbox, { external_id: null, amount });
      assert.equal(payout['amount_with_fee'], withFee);
    }
  });

  test('fails, sticks or stays pending by script', async () => {
    const { sandbox } = openRich({ scenario: { payout: ['failed', 'stuck', 'pending'] } });
    for (const external_id of ['a', 'b', 'c', 'd']) await pay(sandbox, { external_id });
    sandbox.advance(86_400_000);
    assert.deepEqual(
      sandbox.payouts().map(({ status }) => status),
      ['failed', 'processing', 'pending', 'completed'],
    );
  });

  test('is changed while it is pending; absent fields stay', async () => {
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

describe('POST /v2/card-payouts/bulk', () => {
  const one = (changes: Json = {}): Json => {
    const { shop_id: _shop, ...payout } = payoutOf(changes);
    return payout;
  };

  test('creates all payouts', async () => {
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

  test('creates none if one is wrong', async () => {
    const { sandbox } = openRich();
    for (const [payouts, fields] of [
      [[one({ external_id: 'a' }), one({ external_id: 'b', amount: 0 })], ['payouts.1.amount']],
      [[one({ external_id: 'a' }), one({ external_id: 'a' })], ['external_id']],
      [[one({ external_id: 'a' }), one({ external_id: 'b', amount: 99_000 })], ['amount']],
      [['text'], ['payouts.0']],
      [[], ['payouts']],
      [Array.from({ length: 101 }, (_, index) => one({ external_id: `${index}`, amount: 1 })), ['payouts']],
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

test('/_sandbox/payouts shows payouts and changes their status', async () => {
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
