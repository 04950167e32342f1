import type { Claim } from '../../../src/domain/order/claim.ts';
import type { Wake } from '../../../src/session/world.ts';
import { Network, TO_SIGNER } from './network.ts';
import { BrowserStorage } from './browser-storage.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Trace } from '../trace/trace.ts';
import type { Kit } from '../engine/kit.ts';
import { Page, type Call } from './page.ts';
import type { Random } from '../engine/random.ts';
import type { Reply } from './reply.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import type { ShopOrder } from './shop.ts';
import type { Incoming } from './signers.ts';
import { TabLocks } from './tab-locks.ts';

export interface BrowserOptions {
  readonly kit: Kit;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly trace: Trace;
  readonly take: (incoming: Incoming) => Promise<Reply>;
}

/** A tab shows a page of the shop, or a payment page with the shop's page frozen or dead behind it. */
export interface Tab {
  page: Page;
  readonly order: ShopOrder;
  /** The payment page that the tab shows, if any. */
  away: string | null;
}

/** A buyer's browser: tabs with one storage and one connection. */
export class Browser {
  readonly storage = new BrowserStorage();
  online = true;
  /** Offset of its clock, milliseconds. */
  offset = 0;
  tabs: Tab[] = [];
  /** Every payment page that the buyer was sent to; some may still be open. */
  readonly visited = new Set<string>();
  readonly #options: BrowserOptions;
  readonly #network: Network;
  readonly #locks: TabLocks;
  /** True if the browser can pass hints between tabs. */
  readonly #hints: boolean;
  #pages = 0;

  constructor(options: BrowserOptions) {
    this.#options = options;
    const { random } = options;
    this.#locks = new TabLocks(random.pick(['fair', 'fair', 'none', 'stuck']));
    this.#hints = random.chance(0.7);
    this.#network = new Network(options.scheduler, options.random.fork(), options.faults, TO_SIGNER);
  }

  open(order: ShopOrder, uuid: string | null = order.uuid, claim: Claim = order.claim): Tab {
    const tab: Tab = { page: this.#load(claim), order, away: null };
    this.tabs.push(tab);
    tab.page.start(uuid);
    return tab;
  }

  /** Loads the page again: a reload, a return from the payment page, or Back without the page cache. */
  reload(tab: Tab, uuid: string | null = tab.order.uuid): void {
    tab.page.life = 'dead';
    tab.away = null;
    tab.page = this.#load(tab.order.claim);
    tab.page.start(uuid);
  }

  back(tab: Tab): void {
    tab.away = null;
    if (tab.page.life === 'frozen') tab.page.thaw();
    else this.reload(tab);
  }

  close(tab: Tab): void {
    tab.page.life = 'dead';
    this.tabs = this.tabs.filter((other) => other !== tab);
  }

  /** Wakes every live, visible and online page. */
  wake(): void {
    for (const { page } of this.tabs) if (page.awake()) page.wake('look');
  }

  #load(claim: Claim): Page {
    const { kit, scheduler, random, trace } = this.#options;
    this.#pages += 1;
    return new Page({
      id: this.#pages,
      kit,
      scheduler,
      random: random.fork(),
      trace,
      storage: this.storage,
      claim,
      blank: random.chance(0.25),
      online: () => this.online,
      offset: () => this.offset,
      send: (page, call) => this.#send(page, call),
      leaving: (page, url, blank) => this.#leave(page, url, blank),
      wrote: (page) => this.#tellOthers(page, 'storage'),
      hinted: (page) => this.#hints && this.#tellOthers(page, 'hint'),
      locks: this.#locks,
    });
  }

  #send(page: Page, { method, url, headers, body }: Call): Promise<Reply> {
    const { take } = this.#options;
    const deliver = (): Promise<Reply> => take({ from: 'browser', method, url, headers, body });
    return this.#network.exchange({ state: () => page.state, deliver });
  }

  #leave(page: Page, url: string, blank: boolean): void {
    const { scheduler, random } = this.#options;
    this.visited.add(url);
    if (blank) return;
    const tab = this.tabs.find((candidate) => candidate.page === page);
    const cached = random.chance(0.6);
    // Scripts of this page run until the next page loads, which sometimes takes long.
    scheduler.after(random.between(0, random.chance(0.3) ? 30_000 : 4000), () => {
      if (!tab || tab.page !== page || page.life !== 'live') return;
      tab.away = url;
      if (cached) page.freeze();
      else page.life = 'dead';
    });
  }

  #tellOthers(teller: Page, wake: Wake): void {
    this.#options.scheduler.after(2, () => {
      for (const { page } of this.tabs) if (page !== teller) page.wake(wake);
    });
  }
}
