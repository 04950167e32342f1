import type { Tab } from './browser.ts';
import type { Simulation } from './simulation.ts';

/**
 * Where some runs begin: in states that chance alone reaches so seldom that what strikes there would hardly be met. The faults
 * of the run mostly come after it.
 */
export async function prelude(sim: Simulation): Promise<void> {
  const { random, faults, browser } = sim;
  const [tab] = browser.tabs;
  const kind = random.next();
  if (!tab || kind > 0.7) return;
  faults.over = random.chance(0.8);
  if (kind < 0.15) await payTwice(tab, sim);
  else if (kind < 0.35) await choose(random.pick(['decline', 'cancel']), tab, sim);
  else if (kind < 0.45) await choose('hold', tab, sim);
  else if (kind < 0.6) await lookInVain(tab, sim);
  else await press(tab, sim);
  faults.over = false;
  // somebody looks, so that what strikes while a tab asks finds it asking
  browser.wake();
  await sim.advance(random.between(0, 2000));
}

/** A page was released, and the next one is not there yet. */
async function press(tab: Tab, { random, advance }: Simulation): Promise<void> {
  tab.page.press();
  await advance(random.between(120, 400));
}

/** A page is asked for, the cart changes, the new cart gets a page of its own, and both are paid. */
async function payTwice(tab: Tab, { browser, shop, gateway, random, advance }: Simulation): Promise<void> {
  tab.page.press();
  await advance(1000);
  shop.changePrice(tab.order);
  browser.reload(tab);
  await advance(2500);
  tab.page.press();
  await advance(random.between(3000, 6000));
  const pages = [...browser.visited];
  for (const url of random.chance(0.5) ? pages : pages.toReversed()) {
    void gateway.choose(url, 'pay');
    await advance(random.between(100, 4000));
  }
  if (tab.away !== null) browser.reload(tab);
}

/** A page is asked for, something is chosen on it, and the buyer comes back to hear of it. */
async function choose(outcome: string, tab: Tab, { browser, gateway, advance }: Simulation): Promise<void> {
  tab.page.press();
  await advance(5000);
  for (const url of browser.visited) void gateway.choose(url, outcome);
  await advance(1000);
  if (tab.away !== null) browser.reload(tab);
  await advance(2500);
}

/** The gateway never finishes, and the tab's patience ends. */
async function lookInVain(tab: Tab, sim: Simulation): Promise<void> {
  const { browser, gateway, random, faults, advance } = sim;
  gateway.sandbox.scenario = random.pick(['endless', 'slow']);
  await choose('pay', tab, sim);
  faults.note('browser clock jump', tab.page.state);
  browser.offset += 1_000_000;
  await advance(gateway.sandbox.scenario === 'endless' ? 40_000 : 10);
}
