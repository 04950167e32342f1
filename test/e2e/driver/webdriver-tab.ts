import { Key, type WebDriver } from 'selenium-webdriver';
import { poll } from './poll.ts';
import type { Point, Tab, TabGroup } from './tab.ts';

/** Tabs over classic WebDriver, which has one current window: every act first makes its own window the current one. */
export class WebDriverTabs implements TabGroup {
  readonly #driver: WebDriver;
  readonly #quit: () => Promise<void>;
  readonly #tabs = new Map<string, WebDriverTab>();
  #current: string | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(driver: WebDriver, quit: () => Promise<void>) {
    this.#driver = driver;
    this.#quit = quit;
  }

  async tabs(): Promise<Tab[]> {
    const handles = await this.#inTurn(() => this.#driver.getAllWindowHandles());
    return handles.map((handle) => this.#tabOf(handle));
  }

  async newTab(): Promise<Tab> {
    const handle = await this.#inTurn(async () => {
      // not a tab: that would hide the one before it, and WebDriver cannot bring a tab to the front again
      await this.#driver.switchTo().newWindow('window');
      this.#current = await this.#driver.getWindowHandle();
      return this.#current;
    });
    return this.#tabOf(handle);
  }

  close(): Promise<void> {
    return this.#quit();
  }

  #tabOf(handle: string): Tab {
    const tab = this.#tabs.get(handle) ?? new WebDriverTab((act) => this.#inWindow(handle, act));
    this.#tabs.set(handle, tab);
    return tab;
  }

  #inWindow<T>(handle: string, act: WindowAct<T>): Promise<T> {
    return this.#inTurn(async () => {
      if (this.#current !== handle) await this.#driver.switchTo().window(handle);
      this.#current = handle;
      return act(this.#driver);
    });
  }

  /** Two acts at once would change windows under each other. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(act);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

type WindowAct<T> = (driver: WebDriver) => Promise<T>;

class WebDriverTab implements Tab {
  readonly #do: <T>(act: WindowAct<T>) => Promise<T>;

  constructor(inWindow: <T>(act: WindowAct<T>) => Promise<T>) {
    this.#do = inWindow;
  }

  goto(url: string): Promise<void> {
    return this.#do((driver) => driver.get(url));
  }

  url(): Promise<string> {
    return this.#do((driver) => driver.getCurrentUrl());
  }

  reload(): Promise<void> {
    return this.#do((driver) => driver.navigate().refresh());
  }

  back(): Promise<void> {
    return this.#do((driver) => driver.navigate().back());
  }

  run(body: string, arg: unknown): Promise<unknown> {
    return this.#do((driver) => driver.executeScript(script(body), arg));
  }

  click({ x, y }: Point): Promise<void> {
    return this.#do((driver) =>
      driver
        .actions()
        .move({ x: Math.round(x), y: Math.round(y), duration: 0 })
        .press()
        .release()
        .perform(),
    );
  }

  type(text: string): Promise<void> {
    return this.#do((driver) => driver.actions().sendKeys(text).perform());
  }

  press(key: string): Promise<void> {
    const codes = key.split('+').map(keyCode);
    return this.#do((driver) => {
      const actions = driver.actions();
      for (const code of codes) actions.keyDown(code);
      for (const code of codes.toReversed()) actions.keyUp(code);
      return actions.perform();
    });
  }

  /** WebDriver knows windows only: measure what the frame takes and add it. */
  resize(width: number, height: number): Promise<void> {
    return this.#do(async (driver) => {
      const outer = await driver.manage().window().getRect();
      const [innerWidth, innerHeight] = (await driver.executeScript('return [innerWidth, innerHeight]')) as [
        number,
        number,
      ];
      const frame = { width: outer.width - innerWidth, height: outer.height - innerHeight };
      // the window that there is now: WebKitGTK refuses narrow ones
      const rect = await driver
        .manage()
        .window()
        .setRect({ width: width + frame.width, height: height + frame.height });
      const arrived = await poll(
        async () => (await driver.executeScript('return innerWidth')) === rect.width - frame.width,
      );
      if (!arrived) throw new Error(`The page does not hear that its window is ${rect.width} pixels wide`);
    });
  }

  screenshot(): Promise<Uint8Array> {
    return this.#do(async (driver) => Buffer.from(await driver.takeScreenshot(), 'base64'));
  }

  errors(): readonly string[] {
    return [];
  }

  close(): Promise<void> {
    return this.#do((driver) => driver.close());
  }
}

function script(body: string): string {
  return `return (async (arg) => { ${body} })(arguments[0]);`;
}

const RENAMED: Readonly<Record<string, string>> = { Backspace: 'BACK_SPACE' };

/** `ArrowDown` is `ARROW_DOWN` to selenium; a single character stands for itself. */
function keyCode(name: string): string {
  if (name.length === 1) return name;
  const code = Key[RENAMED[name] ?? name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()];
  if (code === undefined) throw new TypeError(`No key called ${name}`);
  return code;
}
