import type { Facts } from '../trace/trace.ts';
import type { ShopOrder } from '../world/shop.ts';
import type { World } from '../world/world.ts';

const MINUTE = 60_000;
/** Pauses between sweeps: minutes first, then days, so that the youngest attempts reach the slowest check. */
const SWEEPS = [MINUTE, MINUTE, 10 * MINUTE, 120 * MINUTE, 1440 * MINUTE, 1440 * MINUTE];
const WAIT_MS = 40_000;
const MAX_PRESSES = 4;

/** States in which another press does nothing: paid, leaving for a page, or held by the gateway. */
const SETTLED: ReadonlySet<string> = new Set(['paid', 'receipt', 'redirecting', 'checking', 'held']);

type Converged = Facts['converged']['orders'][number];

/** Ends the faults: every tab checks again, the sweep runs, and a buyer returns to every order. */
export async function converge(world: World): Promise<void> {
  const { faults, browser, gateway } = world;
  faults.over = true;
  gateway.sandbox.scenario = 'paid';
  browser.online = true;
  browser.storage.blocked = false;
  browser.offset = 0;
  world.signers.recover();
  await checkAllTabs(world);
  for (const tab of browser.tabs) browser.close(tab);
  for (const pause of SWEEPS) {
    await world.advance(pause);
    gateway.observe();
    world.reconcile();
    await world.advance(WAIT_MS);
    // A planned kill may have happened only now.
    world.signers.recover();
  }
  const orders: Converged[] = [];
  for (const order of world.shop.orders) orders.push(await comeBack(order, world));
  gateway.observe();
  if (world.running()) world.trace.record('converged', { orders });
}

async function checkAllTabs(world: World): Promise<void> {
  const { browser } = world;
  for (const tab of browser.tabs) {
    tab.page.visible = true;
    if (tab.away !== null) browser.back(tab);
  }
  for (let turn = 0; turn < 3; turn += 1) {
    browser.wake();
    world.reconcile();
    await world.advance(WAIT_MS / 2);
  }
}

/** A buyer opens the shop again and tries to pay the order. */
async function comeBack(order: ShopOrder, world: World): Promise<Converged> {
  const { browser } = world;
  const tab = browser.open(order);
  const { page } = tab;
  await world.advance(WAIT_MS / 4);
  let presses = 0;
  for (; presses < MAX_PRESSES && !SETTLED.has(page.state); presses += 1) {
    page.press();
    await world.advance(WAIT_MS);
    if (page.state === 'unresolved') page.check();
  }
  await world.advance(WAIT_MS / 4);
  const shown = page.state;
  browser.close(tab);
  return { order: order.uuid, shown, presses };
}
