import assert from 'node:assert/strict';
import type { EngineName } from '../../../tools/browsers.ts';
import { poll } from '../driver/poll.ts';
import type { Page } from '../driver/page.ts';
import type { Session } from '../driver/session.ts';

/** The buttons of the sandbox's payment page. */
export type Outcome = 'pay' | 'decline' | 'cancel' | 'hold' | 'leave';

const PAYMENT_PAGE = /\/pay\/[\w-]+$/;
const PAY = 'kvit-checkout [part="pay"]';
const ELEMENT = 'kvit-checkout, kvit-status';
/** What a browser says of an answer like 404, and of the icon that the sandbox's strict pages do without. */
const NO_FAULT_OF_OURS = /Failed to load resource|\/favicon\.ico/;

/** Where a buyer is: the demo, or a shop of a test's own. */
export interface Shop {
  readonly url: string;
}

/** Somebody with a browser of their own, on the way from a shop's page to the receipt and back. */
export class Buyer {
  readonly session: Session;
  readonly engine: EngineName;
  readonly #shop: Shop;

  constructor(session: Session, engine: EngineName, shop: Shop) {
    this.session = session;
    this.engine = engine;
    this.#shop = shop;
  }

  get page(): Page {
    return this.session.page;
  }

  /** The same buyer looking at another tab. */
  at(page: Page): BuyerAt {
    return new BuyerAt(page, this.#shop);
  }

  get here(): BuyerAt {
    return this.at(this.page);
  }

  /** Nothing was thrown, and no policy was broken. WebKitGTK tells of neither. */
  async assertNoErrors(): Promise<void> {
    const errors = (await this.session.tabs()).flatMap((page) => page.errors());
    assert.deepEqual(
      errors.filter((error) => !NO_FAULT_OF_OURS.test(error)),
      [],
    );
  }
}

/** What a buyer does in one tab. */
export class BuyerAt {
  readonly page: Page;
  readonly #shop: Shop;

  constructor(page: Page, shop: Shop) {
    this.page = page;
    this.#shop = shop;
  }

  /** Opens a page of the shop, and waits for a cart that can be paid. @returns the order's number */
  async opens(path: string): Promise<string> {
    await this.page.goto(this.#shop.url + path);
    await this.page.waitFor(PAY);
    return this.orderNumber();
  }

  async orderNumber(): Promise<string> {
    const uuid = await this.page.attribute('kvit-checkout', 'uuid');
    assert.ok(uuid);
    return uuid;
  }

  /** Gives each consent that is asked for. */
  async agrees(): Promise<void> {
    for (const box of ['#personal_data', '#subscription']) {
      if (!(await this.page.exists(box))) continue;
      if (!(await this.page.evaluate(isTicked(box)))) await this.page.click(box);
    }
  }

  /** Presses the pay button and stays to see what comes of it. */
  async presses(): Promise<void> {
    await this.agrees();
    await this.page.click(PAY);
  }

  /** Presses the pay button and arrives at the gateway. @returns the payment page's address */
  async pays(): Promise<string> {
    await this.presses();
    return this.isAtTheGateway();
  }

  isAtTheGateway(): Promise<string> {
    return this.page.waitForUrl(PAYMENT_PAGE);
  }

  /** Presses a button of the payment page and is back in the shop. */
  async chooses(outcome: Outcome): Promise<void> {
    await this.page.click(`button[value="${outcome}"]`);
    await this.page.waitForUrl(new RegExp(`^${this.#shop.url}/`));
  }

  /** Presses a button of a panel: `check`, `retry` or `back`. */
  async takes(part: 'check' | 'retry' | 'back'): Promise<void> {
    await this.page.click(`[part="${part}"]`);
  }

  /** Waits for the element on the page to stand at one of these states. */
  async sees(...states: readonly string[]): Promise<void> {
    const wanted = ELEMENT.split(', ').flatMap((tag) => states.map((state) => `${tag}[state="${state}"]`));
    await this.page.waitFor(wanted.join(', '));
  }

  /** Waits for the words in the element's live region. */
  async reads(words: string | RegExp): Promise<void> {
    await this.page.waitForText(words, { selector: '[part="message"]' });
  }

  /** Waits until this page has asked the signer so many times. @param path `payment` or `receipt` */
  async hasAsked(path: string, times: number): Promise<void> {
    const count = `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/kvit/${path}')).length`;
    const asked = await poll(async () => (await this.page.evaluate<number>(count)) >= times);
    assert.ok(asked, `the page did not ask ${times} times for its ${path}`);
  }

  async state(): Promise<string | null> {
    return this.page.attribute(ELEMENT, 'state');
  }

  async offers(part: 'pay' | 'check' | 'retry' | 'back' | 'receipt' | 'print'): Promise<boolean> {
    return this.page.exists(`[part="${part}"]`);
  }
}

const isTicked = (box: string): string =>
  `document.querySelector('kvit-checkout').shadowRoot.querySelector('${box}').checked`;
