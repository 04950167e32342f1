import { fixture, html } from '@open-wc/testing';
import type { KvitButton, KvitCheckout } from '../../../src/index.ts';
import { defineElements } from '../../../src/elements/define.ts';
import { find } from './deep.ts';
import { ElementSigner } from './element-signer.ts';
import { ORDER } from './sample.ts';
import { eventually, turn } from './scene.ts';

defineElements();

/** The properties that a page may set on a button: its own and those of the checkout inside. */
type Setup = Partial<Omit<KvitCheckout & KvitButton, 'children'>>;

/** A button on the page whose dialog has a scripted signer. @param inside its children, as HTML */
export async function button(setup: Setup = {}, inside = ''): Promise<KvitButton> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  const element = document.createElement('kvit-button');
  element.innerHTML = inside;
  Object.assign(element, { signer: new ElementSigner(), navigate: () => undefined }, ORDER, setup);
  place.append(element);
  await element.updateComplete;
  return element;
}

export const pressed = (element: KvitButton): HTMLElement => find(element, '[part="button"]');

export const isOpen = (element: KvitButton): boolean =>
  element.shadowRoot?.querySelector('dialog')?.open === true;

export const checkoutIn = (element: KvitButton): KvitCheckout =>
  find(element, 'kvit-checkout') as KvitCheckout;

/** Focuses and presses the button, and waits for the dialog. */
export async function press(element: KvitButton): Promise<KvitCheckout> {
  pressed(element).focus();
  pressed(element).click();
  return opened(element);
}

export async function opened(element: KvitButton): Promise<KvitCheckout> {
  await eventually(() => isOpen(element), 'the dialog');
  const checkout = checkoutIn(element);
  await eventually(() => checkout.hasUpdated, 'its first rendering');
  await checkout.updateComplete;
  return checkout;
}

/** The order's number in our history entry; `undefined` on any other entry. */
export const entry = (): unknown => (history.state as { kvit?: unknown } | null)?.kvit;

export const isLocked = (): boolean => getComputedStyle(document.documentElement).overflowY === 'hidden';

/** Waits until the dialog is closed and the browser has gone back from its history entry. */
export async function gone(element: KvitButton): Promise<void> {
  await eventually(() => !isOpen(element) && !isLocked() && entry() === undefined, 'the dialog to be gone');
  await turn();
}

/** Closes all dialogs and removes their history entries after each test. Call it once in a test file. */
export function closedDialogs(): void {
  afterEach(async () => {
    for (const element of document.querySelectorAll('kvit-button')) element.close();
    await eventually(() => !isLocked() && entry() === undefined, 'every dialog to be gone');
    await turn();
    sessionStorage.removeItem('kvit:open');
  });
}
