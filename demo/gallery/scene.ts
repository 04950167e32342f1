import type { KvitCheckout, KvitStatus } from '../../src/index.ts';
import { leap } from './leap.ts';
import { CART } from './samples.ts';
import { scriptedSigner, type Script } from './scripted-signer.ts';

/** One picture of the gallery: an element, and how it gets into its state. */
export interface Scene {
  readonly id: string;
  readonly title: string;
  /** an element that is not on the page yet */
  readonly make: () => HTMLElement;
  /** what a buyer, or time, does to it once it is there */
  readonly play?: (element: HTMLElement, stage: HTMLElement) => Promise<void>;
}

type Road = KvitCheckout | KvitStatus;

/** Its keys in the browser's memory begin like this, and go when the page is done. */
const MARK = 'gallery-';
const PATIENCE_MS = 10_000;

const number = (): string => `${MARK}${crypto.randomUUID()}`;

/** Orders are numbered, or a screen reader's list of landmarks would be one name over and over. */
let hung = 0;

/** A checkout of the short cart with a signer that plays its part. */
export function checkout(script: Script = {}, more: Partial<KvitCheckout> = {}): KvitCheckout {
  const element = document.createElement('kvit-checkout');
  hung += 1;
  const basics = {
    uuid: number(),
    description: `Булочки к чаю № ${hung}`,
    items: CART,
    signer: scriptedSigner(script),
  };
  return Object.assign(element, { ...basics, navigate: () => undefined, ...more });
}

/** Waits for a state. */
export async function reach(element: Road, state: string): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  while (element.snapshot.state !== state) {
    await new Promise<void>((resolve, reject) => {
      const late = () => reject(new Error(`${element.snapshot.state} instead of ${state}`));
      if (signal.aborted) return late();
      signal.addEventListener('abort', late, { once: true });
      element.addEventListener('kvit-change', () => resolve(), { once: true });
    });
  }
}

/** Presses the button and waits for what comes of it, as on a page that the buyer comes back to. */
export const paidTo =
  (state: string) =>
  async (element: HTMLElement): Promise<void> => {
    const road = element as KvitCheckout;
    road.addEventListener('kvit-redirect', (event) => event.preventDefault());
    // the order is read with the first drawing, and without one there is nothing to pay
    await road.updateComplete;
    void road.pay();
    await reach(road, state);
  };

/** The same, and then a quarter of an hour in which nobody answers. */
export const waitedFrom =
  (state: string) =>
  async (element: HTMLElement): Promise<void> => {
    await paidTo(state)(element);
    leap(16);
    await new Promise((resolve) => element.addEventListener('kvit-change', resolve, { once: true }));
  };

/** The same, until something is there to be seen. */
export const toldBy =
  (state: string, selector: string) =>
  async (element: HTMLElement): Promise<void> => {
    await paidTo(state)(element);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    while (!element.shadowRoot?.querySelector(selector)) {
      signal.throwIfAborted();
      await new Promise(requestAnimationFrame);
    }
  };

/** A return page that finds what a checkout has begun. */
export const cameBackTo =
  (state: string, script: Script) =>
  async (element: HTMLElement, stage: HTMLElement): Promise<void> => {
    const before = element as KvitCheckout;
    await paidTo('away')(before);
    const { uuid } = before;
    const status = Object.assign(document.createElement('kvit-status'), {
      uuid,
      signer: scriptedSigner(script),
    });
    stage.replaceChildren(status);
    await reach(status, state);
  };

/** A return page whose buyer pays again, and what comes of that. */
export const paidAgainTo =
  (state: string, script: Script) =>
  async (element: HTMLElement, stage: HTMLElement): Promise<void> => {
    await cameBackTo('cancelled', { status: 2, ...script })(element, stage);
    const status = stage.firstElementChild as KvitStatus;
    await status.updateComplete;
    status.shadowRoot?.querySelector<HTMLElement>('[part="retry"]')?.click();
    await reach(status, state);
  };

/** Forgets what the scenes have left in the browser. */
export function forgetScenes(): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    for (const key of keys)
      if (key.startsWith('kvit:') && key.includes(`:${MARK}`)) localStorage.removeItem(key);
  } catch {
    // blocked: then nothing was left either
  }
}
