import type { BrowserContext, Page as PlaywrightPage } from 'playwright-core';
import { poll } from './poll.ts';
import type { Point, Tab, TabGroup } from './tab.ts';

/** Playwright's own limits are for idle machines; `limitedTab` ends an act that hangs. */
const NO_LIMIT = 0;

export class PlaywrightTabs implements TabGroup {
  readonly #context: BrowserContext;
  readonly #touch: boolean;
  readonly #tabs = new Map<PlaywrightPage, PlaywrightTab>();

  /** @param touch a finger instead of a mouse */
  constructor(context: BrowserContext, touch = false) {
    this.#context = context;
    this.#touch = touch;
    // From the first moment, so that errors during the load of a tab the page opens are heard too.
    context.on('page', (page) => this.#tabOf(page));
  }

  async tabs(): Promise<Tab[]> {
    return this.#context.pages().map((page) => this.#tabOf(page));
  }

  async newTab(): Promise<Tab> {
    return this.#tabOf(await this.#context.newPage());
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  #tabOf(page: PlaywrightPage): Tab {
    const tab = this.#tabs.get(page) ?? new PlaywrightTab(page, this.#touch);
    this.#tabs.set(page, tab);
    return tab;
  }
}

class PlaywrightTab implements Tab {
  readonly #page: PlaywrightPage;
  readonly #touch: boolean;
  readonly #errors: string[] = [];

  constructor(page: PlaywrightPage, touch: boolean) {
    this.#page = page;
    this.#touch = touch;
    page.on('pageerror', (error) => this.#errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#errors.push(message.text());
    });
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url, { timeout: NO_LIMIT });
  }

  /** Asked of the page: Playwright does not notice where a restored page has gone. */
  async url(): Promise<string> {
    return String(await this.#page.evaluate('location.href'));
  }

  async reload(): Promise<void> {
    await this.#page.reload({ timeout: NO_LIMIT });
  }

  /** Browsers restore from the back-forward cache, which Playwright's own goBack would wait for in vain. */
  async back(): Promise<void> {
    const before = await this.#place();
    // a moment later: a page that goes at once takes the answer with it
    await this.#page.evaluate('void setTimeout(() => history.back())');
    const arrived = await poll(async () => (await this.#place()) !== before);
    if (arrived === undefined) throw new Error(`There is no way back from ${await this.url()}`);
    // not `waitForFunction`: it evaluates a string in the page, which strict pages forbid
    const loaded = async () => (await this.#page.evaluate('document.readyState')) === 'complete';
    if (!(await poll(loaded))) throw new Error(`${await this.url()} does not finish loading`);
  }

  run(body: string, arg: unknown): Promise<unknown> {
    return this.#page.evaluate(expression(body, arg));
  }

  /** By coordinates: an element handle waits, in Firefox for ever, when the page came from the back-forward cache. */
  click({ x, y }: Point): Promise<void> {
    return this.#touch ? this.#page.touchscreen.tap(x, y) : this.#page.mouse.click(x, y);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  resize(width: number, height: number): Promise<void> {
    return this.#page.setViewportSize({ width, height });
  }

  screenshot(): Promise<Uint8Array> {
    return this.#page.screenshot();
  }

  errors(): readonly string[] {
    return this.#errors;
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  /** Differs between any two entries of the history, two loads of one address included. */
  #place(): Promise<unknown> {
    return this.#page.evaluate('`${performance.timeOrigin} ${location.href}`');
  }
}

function expression(body: string, arg: unknown): string {
  return `(async (arg) => { ${body} })(${JSON.stringify(arg) ?? 'undefined'})`;
}
