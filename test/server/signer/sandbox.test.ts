import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openBoth } from '../sandboxed-shop.ts';
import type { Json } from '../shop.ts';

describe('signer and sandbox', () => {
  it('take a payment, its callback and its receipt', async () => {
    const { clock, sandbox, shop, act, statusOf } = openBoth('paid');
    const { status, body } = await clock.run(shop.post());
    assert.equal(status, 201);
    await act(String(body['paymentUrl']), 'pay');
    await clock.run(sandbox.settled());
    assert.equal(await statusOf(body['id']), 3);
    assert.deepEqual(
      shop.paid.map(({ key }) => key),
      ['paid:invoice_123'],
    );
    clock.advance(5_000);
    const receipt = await clock.run(shop.receipt(body['id']));
    assert.equal(receipt.status, 200);
    assert.equal((receipt.body['items'] as Json[]).length, 1);
    assert.equal((await clock.run(shop.post())).body['code'], 'already_paid');
  });

  it('survive a lost create answer: the buyer gets a new page, and the lost payment is found', async () => {
    const { clock, sandbox, shop } = openBoth('lost-answer');
    assert.equal((await clock.run(shop.post())).body['code'], 'gateway_unknown');
    sandbox.scenario = 'paid';
    assert.equal((await clock.run(shop.post())).status, 201);
    clock.advance(60_000);
    assert.equal((await clock.run(shop.signer.reconcile())).found, 1);
    assert.deepEqual(
      (await shop.store.ofOrder('invoice_123')).map(({ state }) => state),
      ['ORPHANED', 'OPEN'],
    );
  });

  it('survive a late success', async () => {
    const { clock, shop, act, statusOf } = openBoth('late-success');
    const { body } = await clock.run(shop.post());
    await act(String(body['paymentUrl']), 'pay');
    assert.equal(await statusOf(body['id']), 4);
    clock.advance(10_000);
    assert.equal(await statusOf(body['id']), 3);
    assert.equal(shop.paid.length, 1);
  });

  for (const scenario of ['error-500', 'html'] as const) {
    it(`release nothing while the gateway answers ${scenario}`, async () => {
      const { clock, shop } = openBoth(scenario);
      const { status, body } = await clock.run(shop.post());
      assert.deepEqual([status, body['code']], [504, 'gateway_unknown']);
    });
  }
});
