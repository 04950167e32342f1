import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ScenarioScript } from '../../../src/sandbox/index.ts';
import { call, create, type Json, openShop, press } from '../shop.ts';

describe('receipts', () => {
  const receiptsAfter = async (receipts: ScenarioScript['receipts'], ms: number) => {
    const { sandbox } = openShop({ scenario: { receipts } });
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'pay');
    sandbox.advance(ms);
    const { body } = await call(sandbox, 'GET', `/v2/payments/${id}/receipt`);
    return { sandbox, items: (body['items'] ?? []) as Json[] };
  };

  test('second: a prepayment and its settlement', async () => {
    assert.equal((await receiptsAfter('second', 4_999)).items.length, 1);
    const { sandbox, items } = await receiptsAfter('second', 5_000);
    assert.equal(items.length, 2);
    for (const field of ['id', 'fiscal_document_number', 'fiscal_document_attribute', 'ofd_receipt_url']) {
      assert.notEqual(items[0]?.[field], items[1]?.[field], field);
    }
    const page = await sandbox.fetch(new Request(String(items[1]?.['ofd_receipt_url'])));
    assert.match(await page.text(), /зачёт предоплаты/);
  });

  test('none, delay, failed and foreign', async () => {
    assert.deepEqual((await receiptsAfter('none', 1e9)).items, []);
    assert.deepEqual((await receiptsAfter({ delay: 9_000 }, 8_999)).items, []);
    assert.equal((await receiptsAfter({ delay: 9_000 }, 9_000)).items.length, 1);
    const [failed] = (await receiptsAfter('failed', 2_000)).items;
    assert.deepEqual([failed?.['status'], failed?.['fiscal_document_attribute']], ['fail', 0]);
    const [foreign] = (await receiptsAfter('foreign', 2_000)).items;
    assert.deepEqual([foreign?.['uuid'], foreign?.['total']], ['order_1-foreign', 251.5]);
  });
});
