import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSigner } from '../../../src/server/index.ts';
import { CLAIM, openShop } from '../shop.ts';
import { html } from '../test-gateway.ts';

describe('GET receipt', () => {
  const RECEIPT = {
    fn_number: '9282440300682838',
    fiscal_document_number: 46534,
    total: 250.5,
    uuid: 'invoice_123',
  };

  async function paidShop() {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    await shop.look(handle);
    return { shop, handle };
  }

  it('is not found before the payment is paid, even if the gateway has it', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.receipts.set(1000, [RECEIPT]);
    for (const status of [0, 1, 2, 4, 5]) {
      shop.gateway.setStatus(1000, status);
      await shop.look(handle);
      assert.equal((await shop.receipt(handle)).status, 404);
    }
    assert.ok(shop.gateway.reads.every(({ path }) => !path.endsWith('/receipt')));
  });

  it('is not found while there is none, then shows its known fields', async () => {
    const { shop, handle } = await paidShop();
    assert.equal((await shop.receipt(handle)).status, 404);
    shop.gateway.receipts.set(1000, [{ ...RECEIPT, daemon_code: 'DAEMON', internal: 'x' }]);
    assert.equal((await shop.receipt(handle)).status, 404, 'asked a moment ago');
    shop.clock.advance(2_000);
    const { status, body } = await shop.receipt(handle);
    assert.deepEqual([status, body], [200, { status: 'success', items: [RECEIPT] }]);
    assert.deepEqual((await shop.receipt(handle)).body, body);
    assert.equal(shop.gateway.reads.filter(({ path }) => path.endsWith('/receipt')).length, 2);
  });

  it('is kept when the gateway has lost it for a moment', async () => {
    const shop = openShop();
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    await shop.look(handle);
    shop.gateway.receipts.set(1000, [RECEIPT]);
    const { body } = await shop.receipt(handle);
    shop.gateway.receipts.delete(1000);
    for (let times = 0; times < 2; times += 1) {
      shop.clock.advance(2_000);
      assert.deepEqual((await shop.receipt(handle)).body, body);
    }
  });

  it('is left out when it belongs to another order', async () => {
    const { shop, handle } = await paidShop();
    shop.gateway.receipts.set(1000, [{ ...RECEIPT, uuid: 'invoice_9' }]);
    assert.equal((await shop.receipt(handle)).status, 404);
    const { uuid: _, ...nameless } = RECEIPT;
    shop.gateway.receipts.set(1000, [{ ...RECEIPT, uuid: 'invoice_9' }, nameless, RECEIPT]);
    shop.clock.advance(2_000);
    assert.deepEqual((await shop.receipt(handle)).body['items'], [nameless, RECEIPT]);
  });

  for (const [order, other] of [
    ['1', '10'],
    ['10', '1'],
  ] as const) {
    it(`of order ${other} is not shown for order ${order}`, async () => {
      const shop = openShop();
      const handle = await shop.open({ ...CLAIM, uuid: order });
      shop.gateway.setStatus(1000, 3);
      await shop.look(handle);
      shop.gateway.receipts.set(1000, [
        { ...RECEIPT, uuid: other },
        { ...RECEIPT, uuid: `${other}.2` },
      ]);
      assert.equal((await shop.receipt(handle)).status, 404);
    });
  }

  it('is fetched once when two signers ask at once', async () => {
    const { shop, handle } = await paidShop();
    shop.gateway.receipts.set(1000, [RECEIPT]);
    const other = createSigner(shop.settings);
    const headers = { 'Kvit-Payment': handle };
    const answers = await Promise.all([
      shop.receipt(handle),
      other.fetch(new Request('https://shop.test/kvit/receipt', { headers })),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 404],
    );
    assert.equal(shop.gateway.reads.filter(({ path }) => path.endsWith('/receipt')).length, 1);
  });

  it('may carry the uuid of a second attempt, and is shown for a duplicate payment too', async () => {
    const shop = openShop();
    const first = await shop.open();
    shop.gateway.setStatus(1000, 4);
    await shop.look(first);
    const second = await shop.open();
    shop.gateway.setStatus(1001, 3);
    await shop.look(second);
    shop.gateway.setStatus(1000, 3);
    await shop.look(first);
    assert.equal((await shop.store.byHandle(first))?.state, 'DUP_PAID');
    for (const [handle, id, uuid] of [
      [first, 1000, 'invoice_123'],
      [second, 1001, 'invoice_123.2'],
    ] as const) {
      shop.gateway.receipts.set(id, [{ ...RECEIPT, uuid }]);
      assert.deepEqual((await shop.receipt(handle)).body['items'], [{ ...RECEIPT, uuid }]);
    }
  });

  it('is 503 while the gateway does not answer, unless it was fetched before', async () => {
    const { shop, handle } = await paidShop();
    shop.gateway.intercept = () => html();
    const answer = await shop.receipt(handle);
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('Retry-After'), '5');
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.gateway.receipts.set(1000, [RECEIPT]);
    shop.clock.advance(2_000);
    await shop.receipt(handle);
    shop.gateway.intercept = () => html();
    shop.clock.advance(2_000);
    assert.equal((await shop.receipt(handle)).status, 200);
  });

  it('has the same 404 for a wrong handle', async () => {
    const { shop } = await paidShop();
    assert.equal((await shop.receipt('A'.repeat(43))).text, (await shop.status('A'.repeat(43))).text);
  });
});
