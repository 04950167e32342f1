import type { Claim } from '../../src/domain/order/claim.ts';
import type { Wake } from '../../src/session/world.ts';
import { Carrier, TO_SIGNER } from './carrier.ts';
import { Disk } from './disk.ts';
import type { FaultPlan } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Kit } from './kit.ts';
import { Page, type Call } from './page.ts';
import type { Random } from './random.ts';
import type { Reply } from './reply.ts';
import type { Scheduler } from './scheduler.ts';
import type { ShopOrder } from './shop.ts';
import type { Incoming } from './signers.ts';
import { Turns } from './turns.ts';

export interface BrowserOptions {
  readonly kit: Kit;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly take: (incoming: Incoming) => Promise<Reply>;
}

/** A tab stands on a page of the shop, or on a payment page with the shop's page frozen or gone behind it. */
export interface Tab {
  page: Page;
  readonly order: ShopOrder;
  /** the payment page, while the buyer is there */
  away: string | null;
}

/** A buyer's browser: tabs over one storage and one connection. */
export class Browser {
  readonly disk = new Disk();
  online = true;
  /** how far its clock is off, ms */
  offset = 0;
  tabs: Tab[] = [];
  /** every payment page the buyer was sent to; some may still be open somewhere */
  readonly visited = new Set<string>();
  readonly #options: BrowserOptions;
  readonly #carrier: Carrier;
  readonly #turns: Turns;
  /** whether tabs can hint to one another */
  readonly #hints: boolean;
  #pages = 0;

  constructor(options: BrowserOptions) {
    this.#options = options;
    const { random } = options;
    this.#turns = new Turns(random.pick(['fair', 'fair', 'none', 'stuck']));
    this.#hints = random.chance(0.7);
    this.#carrier = new Carrier(options.scheduler, options.random.fork(), options.faults, TO_SIGNER);
  }

  open(order: ShopOrder, uuid: string | null = order.uuid, claim: Claim = order.claim): Tab {
    const tab: Tab = { page: this.#load(claim), order, away: null };
    this.tabs.push(tab);
    tab.page.start(uuid);
    return tab;
  }

  /** Loads the page anew, as a reload, a return from the payment page or a Back without page cache does. */
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

  /** Everybody who listens hears of it, as far as they are alive. */
  wake(): void {
    for (const { page } of this.tabs) if (page.awake()) page.wake('look');
  }

  #load(claim: Claim): Page {
    const { kit, scheduler, random, journal } = this.#options;
    this.#pages += 1;
    return new Page({
      id: this.#pages,
      kit,
      scheduler,
      random: random.fork(),
      journal,
      disk: this.disk,
      claim,
      blank: random.chance(0.25),
      online: () => this.online,
      offset: () => this.offset,
      send: (page, call) => this.#send(page, call),
      leaving: (page, url, blank) => this.#leave(page, url, blank),
      wrote: (page) => this.#tellOthers(page, 'storage'),
      hinted: (page) => this.#hints && this.#tellOthers(page, 'hint'),
      turns: this.#turns,
    });
  }

  #send(page: Page, { method, url, headers, body }: Call): Promise<Reply> {
    const { take } = this.#options;
    const deliver = (): Promise<Reply> => take({ from: 'browser', method, url, headers, body });
    return this.#carrier.carry({ state: () => page.state, deliver });
  }

  #leave(page: Page, url: string, blank: boolean): void {
    const { scheduler, random } = this.#options;
    this.visited.add(url);
    if (blank) return;
    const tab = this.tabs.find((candidate) => candidate.page === page);
    const cached = random.chance(0.6);
    // until the next page is there, this one's scripts run on; now and then it takes its time
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
