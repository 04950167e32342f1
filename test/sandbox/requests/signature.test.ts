import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signatureOf } from '../../../src/sandbox/requests/signature.ts';
import { bodyOf, call, lineOf, openShop, signOf } from '../shop.ts';

test("the signature matches UrlPay's published example", () => {
  const sign = signatureOf({ currency: 'rub', amount: '1000.50', shopId: 5 }, 'test_secret');
  assert.equal(sign, '468688abe248ad148a159bef710d6cd393c14b57');
});

test('the signature covers a numeric amount exactly as sent', async () => {
  const { sandbox } = openShop();
  const text = JSON.stringify(bodyOf({ amount: 'HERE', items: [lineOf({ quantity: 1, price: 1000.5 })] }));
  const send = (number: string, signed: string) =>
    call(
      sandbox,
      'POST',
      '/v2/payments',
      text.replace('"HERE"', number).replace(signOf('HERE'), signOf(signed)),
    );
  assert.equal((await send('1000.50', '1000.50')).status, 201);
  assert.equal((await send('1000.5', '1000.5')).status, 201);
  const mistaken = await send('1000.50', '1000.5');
  assert.deepEqual(mistaken, {
    status: 422,
    body: { error: 'sign: does not match the request', status: 422 },
  });
});

test('the API shows the amount with two decimals', async () => {
  const { sandbox } = openShop();
  for (const amount of ['250.50', '250.5']) await call(sandbox, 'POST', '/v2/payments', bodyOf({ amount }));
  const { body } = await call(sandbox, 'GET', '/v2/payments');
  assert.deepEqual(
    (body['items'] as { amount: string }[]).map((item) => item.amount),
    ['250.50', '250.50'],
  );
});
