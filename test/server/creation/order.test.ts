import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLAIM, openShop } from '../shop.ts';

describe('GET order', () => {
  it('answers the shop’s order', async () => {
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

  it('is looked for with a uuid of 128 characters, and not with a longer one', async () => {
    const asked: number[] = [];
    const shop = openShop({
      order: ({ uuid }) => {
        asked.push(uuid.length);
        return null;
      },
    });
    for (const length of [128, 129]) await shop.send(`/kvit/order?uuid=${'x'.repeat(length)}`);
    assert.deepEqual(asked, [128]);
  });
});
