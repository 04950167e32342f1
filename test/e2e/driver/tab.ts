export interface Point {
  x: number;
  y: number;
}

/** The little that differs between engines; `Page` builds everything else on it. */
export interface Tab {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  reload(): Promise<void>;
  back(): Promise<void>;
  /** Runs the body of an async function whose one parameter is called `arg`; arguments and results are JSON. */
  run(body: string, arg: unknown): Promise<unknown>;
  /** Moves the mouse to a point of the viewport and clicks. */
  click(point: Point): Promise<void>;
  type(text: string): Promise<void>;
  /** A key by its DOM name, with modifiers: `Enter`, `Shift+Tab`. */
  press(key: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(): Promise<Uint8Array>;
  /** Errors on the page's console, where the engine tells them. */
  errors(): readonly string[];
  close(): Promise<void>;
}

/** One clean profile: storage and cookies that no other session sees. */
export interface TabGroup {
  tabs(): Promise<readonly Tab[]>;
  newTab(): Promise<Tab>;
  close(): Promise<void>;
}

/** Another browser that Chromium plays: what it says of itself, and a script that takes away what that one lacks. */
export interface Guise {
  readonly userAgent: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly hasTouch: boolean;
  /** runs before any script of any page */
  readonly script: string;
}
