import assert from 'node:assert/strict';
import { CLAIM, openShop, type Shop } from './shop.ts';

/** `order-0` to `order-49`, with the gateway's ids 1000 to 1049. */
export const ORDERS = 50;

/** A shop with open pages. */
export async function unpaidShop(): Promise<{ shop: Shop; handles: string[] }> {
  const shop = openShop({ limits: false });
  const handles: string[] = [];
  for (let index = 0; index < ORDERS; index += 1)
    handles.push(await shop.open({ ...CLAIM, uuid: `order-${index}` }));
  return { shop, handles };
}

/** Fails if an order was delivered, or the store has anything but open pages. */
export async function assertNothingPaid({ paid, alerts, store }: Shop): Promise<void> {
  assert.deepEqual(paid, []);
  assert.deepEqual(alerts, []);
  for (let index = 0; index < ORDERS; index += 1) {
    const attempts = await store.ofOrder(`order-${index}`);
    assert.deepEqual(
      attempts.map(({ state, n }) => [state, n]),
      [['OPEN', 1]],
    );
  }
}
