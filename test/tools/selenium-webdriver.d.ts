/** The few parts of selenium-webdriver used here; the package brings no types. */
declare module 'selenium-webdriver' {
  export class Capabilities {
    constructor(values: Record<string, unknown>);
  }

  export class Builder {
    withCapabilities(capabilities: Capabilities): this;
    usingServer(url: string): this;
    build(): Promise<WebDriver>;
  }

  export interface Actions {
    move(to: { x: number; y: number; duration: number }): this;
    press(): this;
    release(): this;
    keyDown(key: string): this;
    keyUp(key: string): this;
    sendKeys(...keys: string[]): this;
    perform(): Promise<void>;
  }

  export interface Rectangle {
    x?: number;
    y?: number;
    width: number;
    height: number;
  }

  export interface WebDriver {
    get(url: string): Promise<void>;
    getCurrentUrl(): Promise<string>;
    navigate(): { back(): Promise<void>; forward(): Promise<void>; refresh(): Promise<void> };
    executeScript(script: string, ...args: unknown[]): Promise<unknown>;
    executeAsyncScript(script: string, ...args: unknown[]): Promise<unknown>;
    takeScreenshot(): Promise<string>;
    actions(): Actions;
    getWindowHandle(): Promise<string>;
    getAllWindowHandles(): Promise<string[]>;
    switchTo(): {
      window(handle: string): Promise<void>;
      newWindow(type: 'tab' | 'window'): Promise<void>;
    };
    manage(): {
      setTimeouts(timeouts: { pageLoad?: number; script?: number }): Promise<void>;
      window(): { setRect(rectangle: Rectangle): Promise<Rectangle>; getRect(): Promise<Rectangle> };
    };
    close(): Promise<void>;
    quit(): Promise<void>;
  }

  export const Key: Readonly<Record<string, string>>;
}
