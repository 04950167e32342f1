import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNamedScenario, MAGIC_AMOUNTS, type Sandbox } from '../../../src/sandbox/index.ts';
import { bodyOf, call, type Json, lineOf, openShop, press, statusOf } from '../shop.ts';

const order = (amount: string): Json =>
  bodyOf({ amount, items: [lineOf({ quantity: 1, price: Number(amount) })] });

async function payFor(sandbox: Sandbox, amount: string): Promise<number> {
  const { status, body } = await call(sandbox, 'POST', '/v2/payments', order(amount));
  assert.equal(status, 201, amount);
  await press(sandbox, String(body['paymentUrl']), 'pay');
  return body['id'] as number;
}

test('the kopecks of a sum choose its scenario', async () => {
  const { sandbox } = openShop({ magicAmounts: true });
  for (const [amount, status] of [
    ['100.01', 4],
    ['100.02', 2],
    ['7.03', 5],
    ['100.05', 1],
    ['100.09', 42],
    ['100.00', 3],
    ['101.00', 3],
    ['100.10', 3],
    ['100.99', 3],
  ] as const) {
    assert.equal(await statusOf(sandbox, await payFor(sandbox, amount)), status, amount);
  }
});

test('magic amounts are off by default', async () => {
  const { sandbox } = openShop();
  assert.equal(await statusOf(sandbox, await payFor(sandbox, '100.01')), 3);
  assert.equal((await call(sandbox, 'POST', '/v2/payments', order('100.14'))).status, 201);
});

test('the scenario covers the calls about its payment, and no other calls', async () => {
  const { sandbox } = openShop({ magicAmounts: true });
  assert.equal((await call(sandbox, 'POST', '/v2/payments', order('100.14'))).status, 500);
  await assert.rejects(call(sandbox, 'POST', '/v2/payments', order('100.13')), TypeError);
  await assert.rejects(
    call(sandbox, 'GET', '/v2/payments/1').then(() => call(sandbox, 'POST', '/v2/payments', order('100.11'))),
  );
  assert.equal(sandbox.payments().length, 1, 'the one whose answer was lost after the effect');
  assert.equal((await call(sandbox, 'GET', '/v2/payments')).status, 200);
  await assert.rejects(call(sandbox, 'POST', '/v2/payments', order('100.16')), SyntaxError);
  for (const [method, end] of [
    ['GET', ''],
    ['PUT', '/hold'],
    ['DELETE', '/hold'],
    ['PUT', '/refund'],
    ['GET', '/receipt'],
  ] as const) {
    await assert.rejects(call(sandbox, method, `/v2/payments/2${end}`), SyntaxError, method + end);
  }
  assert.equal((await call(sandbox, 'GET', '/v2/payments/1')).status, 200);
});

test('an unreadable body plays the current scenario', async () => {
  const { sandbox } = openShop({ magicAmounts: true });
  for (const body of ['nonsense', '[]', '{"amount":[]}', '{"amount":"1e14"}']) {
    assert.equal((await call(sandbox, 'POST', '/v2/payments', body)).status, 422, body);
  }
});

test('every ending is two digits and names a scenario; round sums have none', () => {
  for (const [ending, name] of Object.entries(MAGIC_AMOUNTS)) {
    assert.match(ending, /^\d\d$/);
    assert.ok(isNamedScenario(name), name);
  }
  for (const round of ['00', '10', '20', '30', '40', '50', '60', '70', '80', '90', '95', '99']) {
    assert.equal(MAGIC_AMOUNTS[round], undefined, round);
  }
});
