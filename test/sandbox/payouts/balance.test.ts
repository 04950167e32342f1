import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { call, create, type Json, openShop, press } from '../shop.ts';
import { PATH, payoutOf, pay } from './payout-shop.ts';

async function balanceOf(sandbox: Sandbox): Promise<unknown[]> {
  const { body } = await call(sandbox, 'GET', '/v2/shops/5/balances');
  const { balances } = body['data'] as { balances: Json[] };
  assert.equal(balances.length, 1);
  return [balances[0]?.['balance'], balances[0]?.['hold'], balances[0]?.['available']];
}

describe('the balance', () => {
  test("is shown only for the shop's own id", async () => {
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
    assert.deepEqual(await balanceOf(sandbox), [0, 0, 0], 'no payment is paid');
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

  test('holds the sum of a payout until it is completed', async () => {
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

  test('limits payouts', async () => {
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

  test('is negative after a refund of money already paid out', async () => {
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
