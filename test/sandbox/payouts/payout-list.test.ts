import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { call, type Json } from '../shop.ts';
import { PATH, openRich, pay } from './payout-shop.ts';

describe('GET /v2/card-payouts', () => {
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

  test('filters by every documented parameter', async () => {
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

  test('gives pages', async () => {
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

  test('refuses wrong parameters', async () => {
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

test('GET currencies, types and statuses', async () => {
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
