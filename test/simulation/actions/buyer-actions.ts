import type { Tab } from '../world/browser.ts';
import type { Action } from './action.ts';
import type { FaultName } from '../faults/faults.ts';
import type { World } from '../world/world.ts';

/** Tabs that show the shop and have a running session. */
const shopTabs = ({ browser }: World): readonly Tab[] =>
  browser.tabs.filter(({ page, away }) => away === null && page.usable);

const awayTabs = ({ browser }: World): readonly Tab[] => browser.tabs.filter(({ away }) => away !== null);

/** An action on a random shop tab, recorded as the fault `name`. */
function onTab(name: FaultName | null, weight: number, act: (tab: Tab, world: World) => void): Action {
  return {
    fault: name,
    weight,
    run(world) {
      const tabs = shopTabs(world);
      if (tabs.length === 0) return;
      const tab = world.random.pick(tabs);
      if (name) world.faults.record(name, tab.page.state);
      act(tab, world);
    },
  };
}

function choose(world: World): Promise<void> | void {
  const { browser, random, gateway, observed, faults } = world;
  const open = [...browser.visited].flatMap((url) => {
    const id = gateway.idOf(url);
    return id !== undefined && gateway.find(id)?.status === 0 ? [{ url, id }] : [];
  });
  if (open.length === 0) return;
  const { url, id } = random.pick(open);
  const outcomes: readonly [FaultName, string][] = [
    ['declines', 'decline'],
    ['cancels', 'cancel'],
    ['holds', 'hold'],
  ];
  const [fault, outcome] = outcomes.find(([name]) => faults.has(name) && random.chance(0.4)) ?? [null, 'pay'];
  const { scenario } = gateway.sandbox.payments().find((payment) => payment.id === id) ?? {};
  const slow = outcome === 'pay' && (scenario === 'slow' || scenario === 'endless');
  if (slow) faults.record('takes its time', observed.stateOfPayment(id));
  if (fault) faults.record(fault, observed.stateOfPayment(id));
  return gateway.choose(url, outcome);
}

function comeBack(world: World): void {
  const tabs = awayTabs(world);
  if (tabs.length === 0) return;
  const tab = world.random.pick(tabs);
  if (world.faults.has('back') && world.random.chance(0.5)) {
    world.faults.record('back', tab.page.state);
    return world.browser.back(tab);
  }
  world.browser.reload(tab, world.random.chance(0.5) ? tab.order.uuid : null);
}

function takeOff(tab: Tab, { scheduler, random, browser, faults }: World): void {
  const { page, order } = tab;
  page.stop();
  scheduler.after(1, () => page.auditIdle());
  const back = random.chance(0.3) ? 0 : random.between(10, 20_000);
  scheduler.after(back, () => {
    const here = browser.tabs.includes(tab) && tab.page === page && !page.mounted && page.life === 'live';
    if (here && !faults.over) page.start(order.uuid);
  });
}

function hide(tab: Tab, { scheduler, random }: World): void {
  const { page } = tab;
  page.visible = false;
  scheduler.after(random.between(100, 90_000), () => {
    page.visible = true;
    if (page.awake()) page.wake('look');
  });
}

function jumpAhead({ browser, random, faults }: World): void {
  const waiting = browser.tabs.find(({ page, away }) => away === null && page.state === 'checking');
  const tab = waiting ?? (random.chance(0.2) ? browser.tabs[0] : undefined);
  if (!tab) return;
  faults.record('browser clock jump', tab.page.state);
  browser.offset += random.pick([20_000, 1_000_000, 1_000_000, 1_000_000, -600_000]);
}

function openSecond(world: World): void {
  const { browser, shop, random, faults } = world;
  if (browser.tabs.length >= 3) return;
  const [beside] = browser.tabs;
  if (beside) faults.record('second tab', beside.page.state);
  browser.open(random.pick(shop.orders));
}

export const BUYER_ACTIONS: readonly Action[] = [
  onTab(null, 12, ({ page }) => page.press()),
  { fault: null, weight: 14, run: choose },
  { fault: null, weight: 10, run: comeBack },
  onTab(null, 2, ({ page }) => page.check()),
  onTab(null, 1, ({ page }) => page.proceed()),
  onTab(null, 0.5, ({ page }) => page.reset()),
  { fault: null, weight: 7, run: ({ browser }) => browser.wake() },
  {
    fault: null,
    weight: 3,
    run({ browser, shop, random }) {
      if (browser.tabs.length === 0) browser.open(random.pick(shop.orders));
    },
  },
  onTab('double click', 4, ({ page }) => {
    page.press();
    page.press();
  }),
  { fault: 'second tab', weight: 3, run: openSecond },
  onTab('reload', 3, (tab, { browser }) => browser.reload(tab)),
  onTab('close', 1.5, (tab, { browser }) => browser.close(tab)),
  onTab('unmount', 3, takeOff),
  onTab('hidden', 3, hide),
  onTab('storage blocked', 2, (_, { browser, scheduler, random }) => {
    browser.storage.blocked = true;
    scheduler.after(random.between(1000, 120_000), () => {
      browser.storage.blocked = false;
    });
  }),
  onTab('storage cleared', 2, (_, { browser }) => {
    browser.storage.entries.clear();
    for (const { page } of browser.tabs) page.wake('storage');
  }),
  // Mostly while the tab waits for an answer: the jump then reaches the deadline.
  { fault: 'browser clock jump', weight: 9, run: jumpAhead },
  onTab('offline', 2, (_, { browser, scheduler, random }) => {
    browser.online = false;
    scheduler.after(random.between(100, 60_000), () => {
      browser.online = true;
      browser.wake();
    });
  }),
];
