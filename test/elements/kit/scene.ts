import { fixture, html } from '@open-wc/testing';
import type { KvitCheckout, KvitStatus, StateName } from '../../../src/index.ts';
import { defineElements } from '../../../src/elements/define.ts';
import { hasPart } from './deep.ts';
import { ElementSigner } from './element-signer.ts';
import { ORDER } from './sample.ts';

defineElements();

const TYPES = [
  'kvit-pay',
  'kvit-redirect',
  'kvit-change',
  'kvit-cart-change',
  'kvit-held',
  'kvit-paid',
  'kvit-cancelled',
  'kvit-failed',
  'kvit-receipt',
  'kvit-error',
] as const;

type EventType = (typeof TYPES)[number];

/** An element on the page with a scripted signer, and its recorded events and navigations. */
export interface Scene<Tag extends 'kvit-checkout' | 'kvit-status'> {
  readonly element: HTMLElementTagNameMap[Tag];
  readonly signer: ElementSigner;
  readonly place: HTMLElement;
  /** addresses that the element navigated to */
  readonly left: string[];
  /** the events of the element that reached the page, in order */
  readonly events: Event[];
  ofType<Type extends EventType>(type: Type): HTMLElementEventMap[Type][];
}

type Setup<Tag extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[Tag], 'children'>>;

/** Puts an element on the page. Its properties are set before. */
async function stage<Tag extends 'kvit-checkout' | 'kvit-status'>(
  tag: Tag,
  signer: ElementSigner,
  setup: Setup<Tag>,
): Promise<Scene<Tag>> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  const left: string[] = [];
  const events: Event[] = [];
  for (const type of TYPES) place.addEventListener(type, (event) => void events.push(event));
  const element = document.createElement(tag);
  const navigate = (url: string): void => void left.push(url);
  Object.assign(element, { signer, navigate }, setup);
  place.append(element);
  // the payment code shows the states; it loads when the page is idle
  await until(element, () => hasPart(element, 'message'), 'the payment code');
  return {
    element,
    signer,
    place,
    left,
    events,
    ofType: <Type extends EventType>(type: Type) =>
      events.filter((event): event is HTMLElementEventMap[Type] => event.type === type),
  };
}

export const checkout = (
  signer = new ElementSigner(),
  setup: Setup<'kvit-checkout'> = {},
): Promise<Scene<'kvit-checkout'>> => stage('kvit-checkout', signer, { ...ORDER, ...setup });

export const status = (
  signer = new ElementSigner(),
  setup: Setup<'kvit-status'> = {},
): Promise<Scene<'kvit-status'>> => stage('kvit-status', signer, setup);

/** Waits for a condition and checks it whenever the element may have changed. */
export async function until(
  element: KvitCheckout | KvitStatus,
  holds: () => boolean,
  what: string,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const end = (settle: () => void): void => {
      observer.disconnect();
      element.removeEventListener('kvit-change', look);
      element.removeEventListener('kvit-error', look);
      clearTimeout(timer);
      settle();
    };
    const look = (): void => {
      if (holds()) end(resolve);
    };
    const timer = setTimeout(
      () => end(() => reject(new Error(`waited for ${what}, stands at ${element.getAttribute('state')}`))),
      8000,
    );
    const observer = new MutationObserver(look);
    observer.observe(element, { attributes: true });
    if (element.shadowRoot) observer.observe(element.shadowRoot, { childList: true, subtree: true });
    element.addEventListener('kvit-change', look);
    element.addEventListener('kvit-error', look);
    look();
  });
  await element.updateComplete;
}

/** Waits until the element shows a state. */
export function nextState(element: KvitCheckout | KvitStatus, name: StateName): Promise<void> {
  return until(element, () => element.getAttribute('state') === name, name);
}

/** Waits for pending promises and one turn of the event loop. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });

/** Waits for a condition that no event reports. */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (let n = 0; !holds(); n += 1) {
    if (n === 1000) throw new Error(`waited for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
