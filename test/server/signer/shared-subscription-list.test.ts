import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GatewaySubscription } from '../../../src/server/index.ts';
import { breathe } from '../clock.ts';
import { openShop } from '../shop.ts';

const ROW = { id: 501, description: 'Булочки', status: 1 };

describe('the shop’s list of subscriptions', () => {
  it('is fetched once for all who ask while the gateway is slow', async () => {
    const shop = openShop({ subscriptions: (all) => all });
    let answer = (): void => undefined;
    shop.gateway.intercept = () =>
      new Promise((resolve) => {
        answer = () => resolve(Response.json({ items: [ROW] }));
      });
    const first = shop.send('/kvit/subscriptions');
    await breathe();
    shop.clock.advance(3_000);
    const second = shop.send('/kvit/subscriptions');
    await breathe();
    answer();
    assert.deepEqual((await first).body, { items: [ROW] });
    assert.deepEqual((await second).body, { items: [ROW] });
    assert.equal(shop.gateway.calls.length, 1);
  });

  it('reaches the merchant without rows that have no readable id', async () => {
    let seen: readonly GatewaySubscription[] = [];
    const shop = openShop({
      subscriptions: (all) => {
        seen = all;
        return [];
      },
    });
    const { id: _, ...nameless } = ROW;
    shop.gateway.intercept = () =>
      Response.json({ items: [nameless, ROW, { ...ROW, id: 'x' }, { ...ROW, id: null }] });
    assert.equal((await shop.send('/kvit/subscriptions')).status, 200);
    assert.deepEqual(
      seen.map(({ id }) => id),
      [501],
    );
  });
});
