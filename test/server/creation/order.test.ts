import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLAIM, openShop } from '../shop.ts';

describe('GET order', () => {
  it('gives the true order', async () => {
    const { status, body } = await openShop().send('/kvit/order?uuid=invoice_7');
    assert.deepEqual([status, body], [200, { ...CLAIM, uuid: 'invoice_7' }]);
  });

  it('is not found without an order of that uuid', async () => {
    const shop = openShop();
    shop.prices.order = () => null;
    for (const query of ['', '?uuid=', '?uuid=x', `?uuid=${'x'.repeat(129)}`]) {
      assert.equal((await shop.send(`/kvit/order${query}`)).status, 404);
    }
  });
});
