import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReceiptJson, Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { call, create, openShop, press } from '../shop.ts';

async function payIn(options: Partial<SandboxOptions> = {}) {
  const shop = openShop(options);
  const { id, page } = await create(shop.sandbox);
  await press(shop.sandbox, page, 'pay');
  return { ...shop, id, page };
}

async function receiptsOf(sandbox: Sandbox, id: number): Promise<readonly ReceiptJson[]> {
  const { status, body } = await call(sandbox, 'GET', `/v2/payments/${id}/receipt`);
  if (status === 404) return [];
  assert.equal(body['status'], 'success');
  return body['items'] as readonly ReceiptJson[];
}

test('a receipt appears after receiptDelay', async () => {
  const { sandbox, clock, id } = await payIn({ receiptDelay: 3_000 });
  await clock.pass(2_999);
  assert.deepEqual(await receiptsOf(sandbox, id), []);
  await clock.pass(1);
  assert.equal((await receiptsOf(sandbox, id)).length, 1);
});

test('an unpaid payment has no receipt', async () => {
  const { sandbox, clock } = openShop();
  for (const outcome of ['leave', 'decline', 'cancel', 'hold'] as const) {
    const { id, page } = await create(sandbox);
    await press(sandbox, page, outcome);
    await clock.pass(10_000);
    assert.deepEqual(await receiptsOf(sandbox, id), [], outcome);
  }
});

test('a receipt has the numbers and times of the API', async () => {
  const { sandbox, clock, id } = await payIn();
  await clock.pass(2_000);
  const [receipt] = await receiptsOf(sandbox, id);
  assert.ok(receipt);
  assert.match(receipt.ecr_registration_number, /^\d{16}$/);
  assert.match(receipt.fn_number, /^\d{16}$/);
  assert.match(String(receipt.fiscal_document_attribute), /^\d{10}$/);
  assert.equal(receipt.receipt_datetime, '2026-03-01T09:00:02Z');
  assert.equal(receipt.created_at, '2026-03-01T09:00:00Z');
  assert.equal(receipt.total, 250.5);
  assert.equal(receipt.uuid, 'order_1');
  assert.equal(receipt.status, 'done');
  assert.equal(receipt.shift_number, 1);
  assert.deepEqual([receipt.warnings, receipt.error], [[], []]);
});

test('a receipt counts its time and its shift from the payment', async () => {
  const { sandbox, clock } = openShop();
  const { id, page } = await create(sandbox);
  await clock.pass(86_400_000);
  await press(sandbox, page, 'pay');
  await clock.pass(2_000);
  const [receipt] = await receiptsOf(sandbox, id);
  assert.deepEqual(
    [receipt?.created_at, receipt?.receipt_datetime, receipt?.shift_number],
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:02Z', 2],
  );
});

test('a refund adds a second receipt', async () => {
  const { sandbox, clock, id } = await payIn();
  await clock.pass(2_000);
  await call(sandbox, 'PUT', `/v2/payments/${id}/refund`);
  assert.equal((await receiptsOf(sandbox, id)).length, 1);
  await clock.pass(86_400_000);
  const [sale, refund] = await receiptsOf(sandbox, id);
  assert.ok(sale && refund);
  assert.notEqual(sale.fiscal_document_number, refund.fiscal_document_number);
  assert.notEqual(sale.fiscal_document_attribute, refund.fiscal_document_attribute);
  assert.equal(sale.fn_number, refund.fn_number, 'one register, one storage device');
  for (const [receipt, title] of [
    [sale, 'Приход'],
    [refund, 'Возврат прихода'],
  ] as const) {
    const page = await sandbox.fetch(new Request(receipt.ofd_receipt_url));
    const text = await page.text();
    assert.equal(page.status, 200);
    for (const shown of [title, receipt.fn_number, String(receipt.fiscal_document_attribute), '250,50']) {
      assert.ok(text.includes(shown), shown);
    }
  }
});

test('the receipt page appears with the receipt', async () => {
  const { sandbox, clock, id } = await payIn();
  await clock.pass(2_000);
  const url = (await receiptsOf(sandbox, id))[0]?.ofd_receipt_url ?? '';
  assert.equal((await sandbox.fetch(new Request(`${url}/refund`))).status, 404);
  const early = await payIn();
  assert.equal((await early.sandbox.fetch(new Request(url))).status, 404, 'same seed, same address');
});

test('one seed gives one page address and receipt; no seed gives new ones each time', async () => {
  const run = async (seed: string | number | undefined) => {
    const { sandbox, clock, id, page } = await payIn({ seed });
    await clock.pass(2_000);
    return JSON.stringify([page, await receiptsOf(sandbox, id)]);
  };
  assert.equal(await run('a'), await run('a'));
  assert.notEqual(await run('a'), await run('b'));
  assert.notEqual(await run(undefined), await run(undefined));
});
