import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUrlPay } from '../../src/server/index.ts';
import { openShop, SHOP } from './shop.ts';

/** The kit and the sandbox share no code, only UrlPay's description. A difference shows that one of them misread it. */
test("the kit's client and the sandbox agree on payouts and balances", async () => {
  const { sandbox } = openShop({ openingBalance: '5000.00' });
  const kit = createUrlPay({
    ...SHOP,
    baseUrl: 'https://gateway.test/api',
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
  });
  const payout = {
    external_id: 'wage 1/2',
    payout_type: 'card',
    recipient_card_number: '1234567890123456',
    recipient_name: 'Иванов Иван Иванович',
    amount: 100_050,
    currency: 'rub',
    metadata: { order: 1 },
  } as const;
  const created = await kit.payouts.create({ shop_id: SHOP.shopId, ...payout });
  assert.deepEqual([created.id, created.amount, created.status], [1, 100_050, 'pending']);
  assert.deepEqual(await kit.payouts.getByExternalId('wage 1/2', { shop_id: SHOP.shopId }), created);
  assert.equal((await kit.payouts.update(1, { amount: 50_000 })).amount_with_fee, 50_250);
  const bulk = { shop_id: SHOP.shopId, payouts: [{ ...payout, external_id: 'b', amount: 1 }] };
  assert.equal((await kit.payouts.createMany(bulk)).payouts.length, 1);
  const page = await kit.payouts.list({ status: 'pending', per_page: 1 });
  assert.deepEqual([page.payouts.length, page.pagination?.total], [1, 2]);
  assert.equal((await kit.payouts.getStatistics()).total_amount, 50_001);
  assert.deepEqual(await kit.payouts.listTypes(), { card: 'На карту', account: 'На счет' });
  assert.equal((await kit.payouts.cancel(2, { reason: 'опечатка' })).cancelled_reason, 'опечатка');
  sandbox.advance(60_000);
  const [balance] = await kit.getBalances();
  assert.deepEqual([balance?.balance, balance?.hold, balance?.available], [449_750, 0, 449_750]);
  await assert.rejects(kit.payouts.cancel(1), { code: 'gateway_refused', status: 403 });
  await assert.rejects(kit.payouts.create({ shop_id: SHOP.shopId, ...payout, external_id: 'b' }), {
    code: 'gateway_refused',
    status: 422,
    errors: [{ field: 'external_id', message: 'Выплата с external_id b уже есть.' }],
  });
});
