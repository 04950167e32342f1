import { Page } from './page.ts';
import { poll } from './poll.ts';
import type { Tab, TabGroup } from './tab.ts';

const DESKTOP = { width: 1280, height: 800 };

/** One buyer's browser: its own storage and cookies, one tab to start with. */
export class Session {
  readonly page: Page;
  readonly #group: TabGroup;
  readonly #pages = new WeakMap<Tab, Page>();
  #closed = false;

  private constructor(group: TabGroup, first: Tab) {
    this.#group = group;
    this.page = this.#pageOf(first);
  }

  static async start(group: TabGroup, { width, height } = DESKTOP): Promise<Session> {
    const first = (await group.tabs())[0] ?? (await group.newTab());
    const session = new Session(group, first);
    await session.page.viewport(width, height);
    return session;
  }

  async tabs(): Promise<Page[]> {
    return (await this.#group.tabs()).map((tab) => this.#pageOf(tab));
  }

  async newTab(url?: string): Promise<Page> {
    const page = this.#pageOf(await this.#group.newTab());
    if (url !== undefined) await page.goto(url);
    return page;
  }

  /** The tab that an act opens, a click on a link to a new tab for example. */
  async openedBy(act: () => Promise<void>): Promise<Page> {
    const before = new Set(await this.tabs());
    await act();
    const opened = await poll(async () => (await this.tabs()).find((page) => !before.has(page)));
    if (opened === undefined) throw new Error('No tab opened');
    return opened;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#group.close();
  }

  #pageOf(tab: Tab): Page {
    const page = this.#pages.get(tab) ?? new Page(tab);
    this.#pages.set(tab, page);
    return page;
  }
}
