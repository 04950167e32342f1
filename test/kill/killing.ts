import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listen } from '../../src/cli/service/http-listener.ts';
import type { Attempt, Store } from '../../src/server/index.ts';
import { Dice } from '../domain/dice.ts';
import { freePort } from '../tools/free-port.ts';
import { buy, GOODS, newOrder, type Acknowledged } from './buyer.ts';
import { gatewayAgrees, nothingIsLost, shopIsTold, unknownsResolve } from './evidence.ts';
import { ACCOUNT, slowGateway } from './slow-gateway.ts';
import { Victim } from './victim.ts';

/** Where the signer under fire keeps its attempts, and how the judge reads them. */
export interface Keeping {
  /** the `store` setting */
  readonly setting: object;
  readonly environment: Record<string, string>;
  readonly open: () => Store;
}

export interface Report {
  readonly kills: number;
  readonly orders: number;
  readonly acknowledged: number;
  readonly paid: number;
  readonly attempts: number;
  /** ms from the last start until nothing was unknown */
  readonly resolvedIn: number;
}

/** how long it runs at most before it is killed, in ms */
const UP_MS = 1200;
/** between two buyers on average, in ms */
const EVERY_MS = 60;

interface Scene {
  readonly dice: Dice;
  readonly signer: string;
  readonly victim: Victim;
  readonly orders: Acknowledged[];
}

/** A new buyer every so often until `done`, whether or not the earlier ones are through: a kill may hold one up for a lease. */
async function crowd({ dice, signer, orders }: Scene, done: () => boolean): Promise<void> {
  const buying: Promise<void>[] = [];
  for (let number = 1; !done(); number += 1) {
    const order = newOrder(`order_${number}`);
    orders.push(order);
    buying.push(buy(signer, order, dice, done));
    await sleep(dice.whole(0, 2 * EVERY_MS));
  }
  await Promise.all(buying);
}

async function killOften({ dice, victim }: Scene, kills: number): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(dice.whole(0, UP_MS));
    await victim.kill();
    await victim.start();
  }
}

async function attemptsOf(store: Store, orders: readonly Acknowledged[]): Promise<Attempt[]> {
  const attempts = await Promise.all(orders.map(({ uuid }) => store.ofOrder(uuid)));
  return attempts.flat();
}

function settingsOf(gateway: string, shop: string, port: number, admin: number, setting: object): object {
  return {
    shopId: ACCOUNT.shopId,
    gateway: `${gateway}/api`,
    listen: { port },
    admin: { port: admin },
    store: setting,
    catalogue: { description: 'Хлеб', products: [GOODS] },
    onPaid: { url: `${shop}/paid` },
    limits: false,
    reconcileSeconds: 2,
    logLevel: 'info',
  };
}

/**
 * Kills a signer under load, again and again, and looks for what was lost.
 *
 * @throws {AssertionError} when something acknowledged is gone, an order has two pages, an attempt was posted twice, a paid order was not
 * told, or an outcome stays unknown
 */
export async function killing(kills: number, seed: number, keeping: Keeping): Promise<Report> {
  const dice = new Dice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'kvit-kill-'));
  const gateway = await slowGateway(dice);
  const keys: string[] = [];
  const shop = await listen('127.0.0.1', 0, async (request) => {
    keys.push(((await request.json()) as { key: string }).key);
    return new Response(null, { status: 204 });
  });
  const [port, admin] = [await freePort(), await freePort()];
  const config = join(folder, 'kvit.config.json');
  writeFileSync(config, JSON.stringify(settingsOf(gateway.url, shop.url, port, admin, keeping.setting)));
  const victim = new Victim(config, {
    KVIT_SECRET: ACCOUNT.secret,
    KVIT_API_KEY: ACCOUNT.apiKey,
    KVIT_HOOK_KEY: 'hook_key',
    ...keeping.environment,
  });
  const scene = { dice, victim, signer: `http://127.0.0.1:${port}/kvit`, orders: [] };
  try {
    await victim.start();
    let over = false;
    const buyers = crowd(scene, () => over);
    await killOften(scene, kills).finally(() => (over = true));
    await buyers;
    const report = await judge(scene, keeping.open(), gateway.sandbox, keys, kills);
    assert.equal(await victim.stop(), 0, 'it did not stop in peace');
    return report;
  } finally {
    await victim.stop();
    await Promise.all([gateway.stop(0), shop.stop(0)]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judge(
  { signer, orders }: Scene,
  store: Store,
  sandbox: Parameters<typeof gatewayAgrees>[0],
  keys: readonly string[],
  kills: number,
): Promise<Report> {
  try {
    const resolvedIn = await unknownsResolve(() => attemptsOf(store, orders), sandbox);
    await nothingIsLost(signer, orders);
    const attempts = await attemptsOf(store, orders);
    gatewayAgrees(sandbox, attempts);
    await shopIsTold(orders, keys);
    const count = (test: (order: Acknowledged) => boolean): number => orders.filter(test).length;
    return {
      kills,
      orders: orders.length,
      acknowledged: count(({ pages }) => pages.size > 0),
      paid: count(({ paid }) => paid),
      attempts: attempts.length,
      resolvedIn,
    };
  } finally {
    await store.close();
  }
}
