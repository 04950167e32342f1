import { writeFile } from 'node:fs/promises';
import { clickPoint, deepQuery, presence, selectContent, visibleText } from './in-page.ts';
import { limitedTab } from './limited-tab.ts';
import { PATIENCE, poll } from './poll.ts';
import type { Point, Tab } from './tab.ts';

export type ElementState = 'attached' | 'visible' | 'hidden' | 'detached';

export interface WaitOptions {
  /** Milliseconds on an idle machine; a slow one has longer. */
  timeout?: number;
}

const SHOWN_TEXT = 2_000;

/** Bodies of in-page functions: `arg` is a selector, the element its first match. */
const QUERY = `const [element] = (${source(deepQuery)})(arg);`;
const STATE = `${QUERY} return (${source(presence)})(element);`;
const POINT = `${QUERY} return element === undefined ? 'it has gone' : (${source(clickPoint)})(element);`;
const SELECT = `${QUERY} (${source(selectContent)})(element);`;
const TEXT = `${QUERY} return element === undefined ? null : (${source(visibleText)})(element);`;

/**
 * A tab as tests see it. Selectors are CSS in which a space may cross into open shadow roots; of several matches the first
 * visible one counts. Acts wait for their element; failures tell the address and what the page shows.
 */
export class Page {
  readonly #tab: Tab;

  constructor(tab: Tab) {
    this.#tab = limitedTab(tab);
  }

  goto(url: string): Promise<void> {
    return this.#tab.goto(url);
  }

  url(): Promise<string> {
    return this.#tab.url();
  }

  reload(): Promise<void> {
    return this.#tab.reload();
  }

  back(): Promise<void> {
    return this.#tab.back();
  }

  /** Clicks with the mouse, once the element is enabled, stands still and nothing lies over it. */
  async click(selector: string, { timeout = PATIENCE }: WaitOptions = {}): Promise<void> {
    await this.waitFor(selector, { timeout });
    let last: unknown;
    const target = await poll(async () => {
      const before = last;
      last = await this.#tab.run(POINT, selector);
      return isPoint(last) && isPoint(before) && last.x === before.x && last.y === before.y && last;
    }, timeout);
    if (target === undefined) {
      throw await this.#failure(
        `Cannot click ${selector}: ${isPoint(last) ? 'it does not stand still' : String(last)}`,
      );
    }
    await this.#tab.click(target);
  }

  /** Clicks at a point of the viewport, which may lie in a frame. */
  clickAt(point: Point): Promise<void> {
    return this.#tab.click(point);
  }

  /** Replaces what a field holds, key by key. */
  async type(selector: string, text: string, options: WaitOptions = {}): Promise<void> {
    await this.click(selector, options);
    await this.#tab.run(SELECT, selector);
    await (text === '' ? this.#tab.press('Backspace') : this.#tab.type(text));
  }

  press(key: string): Promise<void> {
    return this.#tab.press(key);
  }

  /** The visible text of an element, or of the page; any white space counts as one space, a block as a line. */
  async text(selector = 'body', { timeout = PATIENCE }: WaitOptions = {}): Promise<string> {
    await this.waitFor(selector, { state: 'attached', timeout });
    const text = await this.#tab.run(TEXT, selector);
    return typeof text === 'string' ? text : '';
  }

  async attribute(selector: string, name: string, options: WaitOptions = {}): Promise<string | null> {
    await this.waitFor(selector, { ...options, state: 'attached' });
    const value = await this.#tab.run(
      `const [selector, name] = arg; return (${source(deepQuery)})(selector)[0]?.getAttribute(name) ?? null;`,
      [selector, name],
    );
    return typeof value === 'string' ? value : null;
  }

  /** Whether an element is in the document now. */
  async exists(selector: string): Promise<boolean> {
    return (await this.#tab.run(STATE, selector)) !== 'absent';
  }

  async waitFor(
    selector: string,
    { state = 'visible', timeout = PATIENCE }: WaitOptions & { state?: ElementState } = {},
  ): Promise<void> {
    const reached = await poll(async () => isIn(state, await this.#tab.run(STATE, selector)), timeout);
    if (reached === undefined) throw await this.#failure(`${selector} was not ${state} within ${timeout} ms`);
  }

  async waitForText(
    text: string | RegExp,
    { selector = 'body', timeout = PATIENCE }: WaitOptions & { selector?: string } = {},
  ): Promise<void> {
    const found = await poll(async () => {
      const shown = await this.#tab.run(TEXT, selector);
      return typeof shown === 'string' && matches(shown, text);
    }, timeout);
    if (found === undefined)
      throw await this.#failure(`${selector} did not say ${String(text)} within ${timeout} ms`);
  }

  async waitForUrl(pattern: RegExp, { timeout = PATIENCE }: WaitOptions = {}): Promise<string> {
    const url = await poll(async () => {
      const current = await this.#tab.url();
      return pattern.test(current) && current;
    }, timeout);
    if (url === undefined)
      throw await this.#failure(`The address did not match ${pattern.source} within ${timeout} ms`);
    return url;
  }

  /** Runs an expression, or a function that uses nothing from outside but its argument. Both go over as JSON. */
  async evaluate<Result, Arg = undefined>(
    script: string | ((arg: Arg) => Result | Promise<Result>),
    arg?: Arg,
  ): Promise<Result> {
    const body = typeof script === 'string' ? `return (${script});` : `return (${source(script)})(arg);`;
    return (await this.#tab.run(body, arg)) as Result;
  }

  /** Sets the size of the viewport and tells what it came to: WebKitGTK windows do not get narrower than 447 pixels. */
  async viewport(width: number, height: number): Promise<{ width: number; height: number }> {
    await this.#tab.resize(width, height);
    return this.evaluate('{ width: innerWidth, height: innerHeight }');
  }

  async screenshot(file: string): Promise<void> {
    await writeFile(file, await this.picture());
  }

  /** What the viewport shows, as a PNG. */
  picture(): Promise<Uint8Array> {
    return this.#tab.screenshot();
  }

  /** Errors on the console and uncaught ones. WebKitGTK tells none. */
  errors(): readonly string[] {
    return this.#tab.errors();
  }

  close(): Promise<void> {
    return this.#tab.close();
  }

  async #failure(what: string): Promise<Error> {
    const url = await this.#tab.url().catch(() => 'unknown');
    const text = await this.#tab.run(TEXT, 'body').catch(() => 'unreadable');
    const errors = this.errors().map((error) => `\nConsole: ${error}`);
    const message = `${what}\nAt ${url}${errors.join('')}\nThe page shows:\n${String(text).slice(0, SHOWN_TEXT)}`;
    return new Error(message);
  }
}

/** Type annotations are blanked when Node reads our files, so the text of a function is plain JavaScript. */
function source(script: (...args: never[]) => unknown): string {
  return String(script);
}

function isPoint(value: unknown): value is Point {
  return typeof value === 'object' && value !== null && 'x' in value && 'y' in value;
}

function matches(shown: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? shown.includes(text) : text.test(shown);
}

function isIn(state: ElementState, found: unknown): boolean {
  switch (state) {
    case 'attached':
      return found !== 'absent';
    case 'visible':
      return found === 'visible';
    case 'hidden':
      return found !== 'visible';
    case 'detached':
      return found === 'absent';
  }
}
