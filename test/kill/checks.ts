import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { Attempt } from '../../src/server/index.ts';
import { press, statusOf, type Acknowledged } from './buyer.ts';

/** Maximum time for unknown outcomes to resolve once the gateway answers, milliseconds. */
const UNKNOWN_MS = 60_000;
/** Maximum time until the shop hears of every paid order, milliseconds. */
const TOLD_MS = 60_000;

const isUnsettled = ({ state }: Attempt): boolean => state === 'UNKNOWN' || state === 'CREATING';

/** Waits until no attempt known to the gateway is unknown. @returns the milliseconds that it took */
export async function unknownsResolve(
  attempts: () => Promise<readonly Attempt[]>,
  sandbox: Sandbox,
): Promise<number> {
  const known = new Set(sandbox.payments().map(({ uuid }) => uuid));
  const began = Date.now();
  for (;;) {
    const open = (await attempts()).filter((attempt) => isUnsettled(attempt) && known.has(attempt.uuid));
    if (open.length === 0) return Date.now() - began;
    if (Date.now() - began > UNKNOWN_MS) {
      assert.fail(`${open.length} attempts are still unknown: ${JSON.stringify(open[0])}`);
    }
    await sleep(250);
  }
}

/** Checks that every acknowledged payment is still there and no order has a second page. */
export async function nothingIsLost(signer: string, orders: readonly Acknowledged[]): Promise<void> {
  for (const { uuid, handles, pages, paid } of orders) {
    assert.ok(pages.size <= 1, `${uuid} got pages ${[...pages].join(', ')}`);
    assert.ok(handles.size <= 1, `${uuid} got several handles`);
    const [handle] = handles;
    if (handle === undefined) continue;
    const status = await settledStatus(signer, handle, paid);
    assert.equal(status, paid ? 3 : 0, `${uuid} is ${status}`);
    const again = await press(signer, uuid);
    const told = paid ? again?.body.code : again?.body.paymentUrl;
    assert.equal(told, paid ? 'already_paid' : [...pages][0], `${uuid}: ${JSON.stringify(again)}`);
  }
}

/** Asks until the status is the expected one: an answer within the throttle repeats the previous status. */
async function settledStatus(signer: string, handle: string, paid: boolean): Promise<number | null> {
  let status: number | null = null;
  for (let look = 0; look < 20; look += 1) {
    status = await statusOf(signer, handle);
    if (status === (paid ? 3 : 0)) break;
    await sleep(500);
  }
  return status;
}

/** Checks that each attempt was posted once, and only after it was stored. */
export function gatewayAgrees(sandbox: Sandbox, attempts: readonly Attempt[]): void {
  const uuids = sandbox.payments().map(({ uuid }) => uuid);
  assert.equal(new Set(uuids).size, uuids.length, 'an attempt was posted twice');
  const written = new Set(attempts.map(({ uuid }) => uuid));
  for (const uuid of uuids) assert.ok(written.has(uuid), `${uuid} was posted but never written`);
}

/**
 * Checks that the shop was notified of every paid order and of no other. After a kill the notification is repeated half a
 * minute later.
 *
 * @param keys keys of the events so far; the list grows
 */
export async function shopIsTold(orders: readonly Acknowledged[], keys: readonly string[]): Promise<void> {
  const owed = orders.filter(({ paid }) => paid).map(({ uuid }) => `paid:${uuid}`);
  const began = Date.now();
  while (owed.some((key) => !keys.includes(key)) && Date.now() - began < TOLD_MS) await sleep(250);
  assert.deepEqual([...new Set(keys)].toSorted(), owed.toSorted());
}
