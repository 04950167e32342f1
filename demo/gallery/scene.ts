import type { KvitCheckout, KvitStatus } from '../../src/index.ts';
import { advanceClock } from './advance-clock.ts';
import { CART } from './samples.ts';
import { scriptedSigner, type Script } from './scripted-signer.ts';

/** An element of the gallery and the steps that bring it into its state. */
export interface Scene {
  readonly id: string;
  readonly title: string;
  /** Creates the element, not yet attached to the page. */
  readonly make: () => HTMLElement;
  /** Performs the steps on the attached element. */
  readonly play?: (element: HTMLElement, stage: HTMLElement) => Promise<void>;
}

type PaymentElement = KvitCheckout | KvitStatus;

/** Prefix of the gallery's order numbers; storage keys that hold it are removed with the page. */
const KEY_PREFIX = 'gallery-';
const TIMEOUT_MS = 10_000;

const number = (): string => `${KEY_PREFIX}${crypto.randomUUID()}`;

/** Orders are numbered, since landmarks of a page need different names. */
let made = 0;

/** Creates a checkout with the short cart and a scripted signer. */
export function checkout(script: Script = {}, more: Partial<KvitCheckout> = {}): KvitCheckout {
  const element = document.createElement('kvit-checkout');
  made += 1;
  const basics = {
    uuid: number(),
    description: `Булочки к чаю № ${made}`,
    items: CART,
    signer: scriptedSigner(script),
  };
  return Object.assign(element, { ...basics, navigate: () => undefined, ...more });
}

/** Waits for a state. @throws {Error} after ten seconds */
export async function waitForState(element: PaymentElement, state: string): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  while (element.snapshot.state !== state) {
    await new Promise<void>((resolve, reject) => {
      const late = () => reject(new Error(`${element.snapshot.state} instead of ${state}`));
      if (signal.aborted) return late();
      signal.addEventListener('abort', late, { once: true });
      element.addEventListener('kvit-change', () => resolve(), { once: true });
    });
  }
}

/** Presses the pay button, stays on the page, and waits for a state. */
export const payUntil =
  (state: string) =>
  async (element: HTMLElement): Promise<void> => {
    const target = element as KvitCheckout;
    target.addEventListener('kvit-redirect', (event) => event.preventDefault());
    // the order is read in the first update; before it there is nothing to pay
    await target.updateComplete;
    void target.pay();
    await waitForState(target, state);
  };

/** Pays, waits for a state, and lets a quarter of an hour pass without an answer. */
export const payAndWaitFrom =
  (state: string) =>
  async (element: HTMLElement): Promise<void> => {
    await payUntil(state)(element);
    advanceClock(16);
    await new Promise((resolve) => element.addEventListener('kvit-change', resolve, { once: true }));
  };

/** Pays, waits for a state, and then for an element of the shadow root. */
export const payUntilShown =
  (state: string, selector: string) =>
  async (element: HTMLElement): Promise<void> => {
    await payUntil(state)(element);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    while (!element.shadowRoot?.querySelector(selector)) {
      signal.throwIfAborted();
      await new Promise(requestAnimationFrame);
    }
  };

/** Starts a payment, and replaces the checkout with a return page that reaches a state. */
export const returnUntil =
  (state: string, script: Script) =>
  async (element: HTMLElement, stage: HTMLElement): Promise<void> => {
    const before = element as KvitCheckout;
    await payUntil('away')(before);
    const { uuid } = before;
    const status = Object.assign(document.createElement('kvit-status'), {
      uuid,
      signer: scriptedSigner(script),
    });
    stage.replaceChildren(status);
    await waitForState(status, state);
  };

/** Pays again on the return page of a cancelled payment, and waits for a state. */
export const payAgainUntil =
  (state: string, script: Script) =>
  async (element: HTMLElement, stage: HTMLElement): Promise<void> => {
    await returnUntil('cancelled', { status: 2, ...script })(element, stage);
    const status = stage.firstElementChild as KvitStatus;
    await status.updateComplete;
    status.shadowRoot?.querySelector<HTMLElement>('[part="retry"]')?.click();
    await waitForState(status, state);
  };

/** Removes the storage keys of the scenes. */
export function forgetScenes(): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    for (const key of keys)
      if (key.startsWith('kvit:') && key.includes(`:${KEY_PREFIX}`)) localStorage.removeItem(key);
  } catch {
    // storage is blocked: there is nothing to remove
  }
}
