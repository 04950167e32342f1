import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, control, type Json } from '../shop.ts';
import { PATH, payoutOf, openRich, pay } from './payout-shop.ts';

describe('creating a payout is refused', () => {
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

  test('when the body is not JSON or not an object', async () => {
    const { sandbox } = openRich();
    for (const body of ['nonsense', '[]', 'null', '"text"']) {
      assert.equal((await call(sandbox, 'POST', PATH, body)).status, 422, body);
    }
  });

  test('for another shop, and without permission', async () => {
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

  test('with the documented message when a script gives an error', async () => {
    const { sandbox } = openRich({ scenario: { payoutCreate: 500, payoutBulk: 500, payoutGet: 404 } });
    assert.deepEqual(await call(sandbox, 'POST', PATH, payoutOf()), {
      status: 500,
      body: { success: false, message: 'Ошибка при создании выплаты' },
    });
    assert.equal((await call(sandbox, 'POST', `${PATH}/bulk`)).body['message'], 'Ошибка при создании выплат');
    assert.equal((await call(sandbox, 'GET', `${PATH}/1`)).body['message'], 'Выплата не найдена');
  });

  test('for a used external id', async () => {
    const { sandbox } = openRich();
    await pay(sandbox);
    const { status, body } = await call(sandbox, 'POST', PATH, payoutOf());
    assert.deepEqual([status, Object.keys(body['errors'] as Json)], [422, ['external_id']]);
    await pay(sandbox, { external_id: undefined });
    await pay(sandbox, { external_id: null });
  });
});
