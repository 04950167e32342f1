import type { Tab } from '../world/browser.ts';
import type { World } from '../world/world.ts';

/** Starts some runs in a state that random actions seldom reach. Most faults strike only afterwards. */
export async function startInRareState(world: World): Promise<void> {
  const { random, faults, browser } = world;
  const [tab] = browser.tabs;
  const kind = random.next();
  if (!tab || kind > 0.7) return;
  faults.over = random.chance(0.8);
  if (kind < 0.15) await payTwice(tab, world);
  else if (kind < 0.35) await choose(random.pick(['decline', 'cancel']), tab, world);
  else if (kind < 0.45) await choose('hold', tab, world);
  else if (kind < 0.6) await reachDeadline(tab, world);
  else await startPayment(tab, world);
  faults.over = false;
  // A wake makes the tabs poll, so that faults of polling can strike.
  browser.wake();
  await world.advance(random.between(0, 2000));
}

/** The payment page was released and has not loaded yet. */
async function startPayment(tab: Tab, { random, advance }: World): Promise<void> {
  tab.page.press();
  await advance(random.between(120, 400));
}

/** The buyer requests a page, the cart changes, the new cart gets its own page, and both are paid. */
async function payTwice(tab: Tab, { browser, shop, gateway, random, advance }: World): Promise<void> {
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

/** The buyer requests a page, chooses an outcome on it and returns to the shop. */
async function choose(outcome: string, tab: Tab, { browser, gateway, advance }: World): Promise<void> {
  tab.page.press();
  await advance(5000);
  for (const url of browser.visited) void gateway.choose(url, outcome);
  await advance(1000);
  if (tab.away !== null) browser.reload(tab);
  await advance(2500);
}

/** The gateway never finishes, and the tab's deadline passes. */
async function reachDeadline(tab: Tab, world: World): Promise<void> {
  const { browser, gateway, random, faults, advance } = world;
  gateway.sandbox.scenario = random.pick(['endless', 'slow']);
  await choose('pay', tab, world);
  faults.record('browser clock jump', tab.page.state);
  browser.offset += 1_000_000;
  await advance(gateway.sandbox.scenario === 'endless' ? 40_000 : 10);
}
