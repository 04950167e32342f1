import type { Facts } from './journal.ts';
import type { ShopOrder } from './shop.ts';
import type { Simulation } from './simulation.ts';

const MINUTE = 60_000;
/** A sweep a minute at first; then days, in which the youngest attempts grow old enough for the slowest look. */
const SWEEPS = [MINUTE, MINUTE, 10 * MINUTE, 120 * MINUTE, 1440 * MINUTE, 1440 * MINUTE];
const PATIENCE = 40_000;
const MAX_PRESSES = 4;

/** Where another press could do nothing: paid, on the way to a page, or in the gateway's hands for good. */
const THERE: ReadonlySet<string> = new Set(['paid', 'receipt', 'redirecting', 'checking', 'held']);

type Healed = Facts['healed']['orders'][number];

/** The faults are over: everybody looks again, the sweep runs, and a buyer comes back to every order. */
export async function heal(sim: Simulation): Promise<void> {
  const { faults, browser, gateway } = sim;
  faults.over = true;
  gateway.sandbox.scenario = 'paid';
  browser.online = true;
  browser.disk.blocked = false;
  browser.offset = 0;
  sim.signers.recover();
  await lookAgain(sim);
  for (const tab of browser.tabs) browser.close(tab);
  for (const pause of SWEEPS) {
    await sim.advance(pause);
    gateway.observe();
    sim.reconcile();
    await sim.advance(PATIENCE);
    // a process that was doomed may have died only now
    sim.signers.recover();
  }
  const orders: Healed[] = [];
  for (const order of sim.shop.orders) orders.push(await comeBack(order, sim));
  gateway.observe();
  if (sim.violation === null) sim.journal.note('healed', { orders });
}

async function lookAgain(sim: Simulation): Promise<void> {
  const { browser } = sim;
  for (const tab of browser.tabs) {
    tab.page.visible = true;
    if (tab.away !== null) browser.back(tab);
  }
  for (let turn = 0; turn < 3; turn += 1) {
    browser.wake();
    sim.reconcile();
    await sim.advance(PATIENCE / 2);
  }
}

/** What a buyer finds who opens the shop again and wants this order paid. */
async function comeBack(order: ShopOrder, sim: Simulation): Promise<Healed> {
  const { browser } = sim;
  const tab = browser.open(order);
  const { page } = tab;
  await sim.advance(PATIENCE / 4);
  let presses = 0;
  for (; presses < MAX_PRESSES && !THERE.has(page.state); presses += 1) {
    page.press();
    await sim.advance(PATIENCE);
    if (page.state === 'unresolved') page.check();
  }
  await sim.advance(PATIENCE / 4);
  const shown = page.state;
  browser.close(tab);
  return { order: order.uuid, shown, presses };
}
