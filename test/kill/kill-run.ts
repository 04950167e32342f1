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
import { gatewayAgrees, nothingIsLost, shopIsTold, unknownsResolve } from './checks.ts';
import { ACCOUNT, slowGateway } from './slow-gateway.ts';
import { SignerProcess } from './signer-process.ts';

/** The store of the signer, and a way for the checks to read it. */
export interface TestedStore {
  /** The `store` setting. */
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
  /** Milliseconds from the last start until no outcome was unknown. */
  readonly resolvedIn: number;
}

/** Maximum time before the next kill, milliseconds. */
const UP_MS = 1200;
/** Maximum time that a kill waits for progress, and the time between two looks, milliseconds. */
const PROGRESS_MS = 60_000;
const LOOK_MS = 20;
/** Average time between two buyers, milliseconds. */
const EVERY_MS = 60;

interface Scene {
  readonly dice: Dice;
  readonly signer: string;
  readonly process: SignerProcess;
  readonly orders: Acknowledged[];
}

/** Starts buyers until `done` without waiting for earlier ones: a kill can delay a buyer by a lease. */
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

/** Waits until one more order has a page and one more is paid, however slow the machine is. */
async function progress({ orders }: Scene): Promise<void> {
  const count = (): number[] => [
    orders.filter(({ pages }) => pages.size > 0).length,
    orders.filter(({ paid }) => paid).length,
  ];
  const before = count();
  const more = (): boolean => count().every((now, index) => now > (before[index] ?? 0));
  for (let left = PROGRESS_MS; left > 0 && !more(); left -= LOOK_MS) await sleep(LOOK_MS);
}

/** Every third kill waits for progress, so that something is at stake; the others come at any moment. */
async function killOften(scene: Scene, kills: number): Promise<void> {
  const { dice, process } = scene;
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(dice.whole(0, UP_MS));
    if (kill % 3 === 1) await progress(scene);
    await process.kill();
    await process.start();
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
 * Kills a signer under load repeatedly and checks that nothing is lost.
 *
 * @throws {AssertionError} when an acknowledged payment is gone, an order has two pages, an attempt was posted twice, the shop was
 * not notified of a paid order, or an outcome stays unknown
 */
export async function runKills(kills: number, seed: number, store: TestedStore): Promise<Report> {
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
  writeFileSync(config, JSON.stringify(settingsOf(gateway.url, shop.url, port, admin, store.setting)));
  const process = new SignerProcess(config, {
    KVIT_SECRET: ACCOUNT.secret,
    KVIT_API_KEY: ACCOUNT.apiKey,
    KVIT_HOOK_KEY: 'hook_key',
    ...store.environment,
  });
  const scene = { dice, process, signer: `http://127.0.0.1:${port}/kvit`, orders: [] };
  try {
    await process.start();
    let over = false;
    const buyers = crowd(scene, () => over);
    await killOften(scene, kills).finally(() => (over = true));
    await buyers;
    const report = await check(scene, store.open(), gateway.sandbox, keys, kills);
    assert.equal(await process.stop(), 0, 'it did not stop cleanly');
    return report;
  } finally {
    await process.stop();
    await Promise.all([gateway.stop(0), shop.stop(0)]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function check(
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
