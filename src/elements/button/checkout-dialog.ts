import { OpenDialog } from '../../session/storage/open-dialog.ts';
import { SafeStorage } from '../../session/storage/safe-storage.ts';
import { addSheet } from '../../styles/adopt.ts';
import type { KvitCheckout } from '../checkout/kvit-checkout.ts';
import { dialogStyles, pageLock, scrollbarRoom } from './checkout-dialog.styles.ts';

/** The button of a dialog. */
interface DialogHost extends HTMLElement {
  readonly uuid: string | null;
}

/** The slots that the button passes on to the checkout. */
const SLOTS = ['header', 'paid', 'footer'];

const openDialog = new OpenDialog(new SafeStorage(() => sessionStorage));

const stateOf = (): object => (typeof history.state === 'object' && (history.state as object)) || {};

/**
 * A checkout in a modal dialog.
 *
 * The browser's Back button closes it: opening adds an entry to the history, and closing removes that entry.
 */
export class CheckoutDialog {
  readonly #host: DialogHost;
  readonly #root: ShadowRoot;
  readonly #dialog = document.createElement('dialog');
  readonly #close = document.createElement('button');
  readonly #checkout: KvitCheckout = document.createElement('kvit-checkout');
  /** Closes the dialog when the shop hides the button, because a modal dialog that is hidden blocks the page. */
  readonly #visibility = new ResizeObserver(() => this.#closeIfHidden());
  #unlock: (() => void) | null = null;
  #lines: readonly Element[] = [];
  /** number of the order that it was opened for */
  #uuid = '';
  /** true while the browser goes back from our history entry */
  #returning = false;

  constructor(host: DialogHost) {
    this.#host = host;
    this.#root = host.shadowRoot as ShadowRoot;
    this.#dialog.part.add('dialog');
    this.#close.type = 'button';
    this.#close.className = 'close';
    this.#close.part.add('close');
    this.#close.textContent = '×';
    this.#close.addEventListener('click', () => this.close());
    this.#dialog.addEventListener('close', () => {
      if (!this.#dialog.open) this.#closed();
    });
    this.#checkout.setAttribute(
      'exportparts',
      'pay, line, vat, total, message, check, retry, back, receipt, print, save, share',
    );
    this.#checkout.append(...SLOTS.map((name) => this.#slot(name)));
    this.#dialog.append(this.#close, this.#checkout);
    addSheet(this.#root, dialogStyles.cssText);
    this.#root.append(this.#dialog);
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  /** @param closeLabel the accessible name of the button that closes it */
  open(closeLabel: string): void {
    // the button may have left the page while this code was loading
    if (this.#dialog.open || !this.#dialog.isConnected) return;
    // the browser fires `close` later, perhaps after this call
    this.#closed();
    this.#copyFromHost();
    this.#close.setAttribute('aria-label', closeLabel);
    this.#dialog.setAttribute('aria-label', this.#name());
    this.#dialog.showModal();
    const hasScrollbar = innerWidth > document.documentElement.clientWidth;
    this.#unlock = addSheet(document, `${hasScrollbar ? scrollbarRoom.cssText : ''}${pageLock.cssText}`);
    this.#uuid = `${this.#host.uuid}`;
    openDialog.opened(this.#uuid);
    addEventListener('popstate', this.#wentBack);
    if (!this.#returning) this.#addEntry();
    this.#visibility.observe(this.#dialog);
    this.#closeIfHidden();
  }

  close(): void {
    this.#dialog.close();
  }

  /** True if the current history entry is ours. It carries the order's number, so that a reloaded page recognises it. */
  get #onEntry(): boolean {
    return (stateOf() as { kvit?: unknown }).kvit === this.#uuid;
  }

  #addEntry(): void {
    if (this.#onEntry) return;
    try {
      history.pushState({ ...stateOf(), kvit: this.#uuid }, '');
    } catch {
      // browsers limit the number of entries; then Back does not close the dialog
    }
  }

  #wentBack = (): void => {
    if (!this.#returning) {
      if (!this.#onEntry) this.close();
      return;
    }
    // the dialog was opened again before the browser was back, so its entry is missing
    this.#returning = false;
    if (this.#dialog.open) this.#addEntry();
    else removeEventListener('popstate', this.#wentBack);
  };

  #closed(): void {
    if (!this.#unlock) return;
    this.#unlock();
    this.#unlock = null;
    this.#visibility.disconnect();
    openDialog.closed(this.#uuid);
    this.#restoreFocus();
    this.#returning = this.#onEntry;
    if (this.#returning) history.back();
    else removeEventListener('popstate', this.#wentBack);
  }

  /** Returns the focus to the button. Safari does not focus a clicked button, so it cannot restore that focus itself. */
  #restoreFocus(): void {
    const lost = document.activeElement === document.body || this.#dialog.contains(this.#root.activeElement);
    if (lost) this.#root.querySelector('button')?.focus();
  }

  #closeIfHidden(): void {
    if (this.#dialog.getClientRects().length === 0) this.close();
  }

  #slot(name: string): HTMLSlotElement {
    return Object.assign(document.createElement('slot'), { name, slot: name });
  }

  /** The dialog's name: the order's description, else the button's label, because an order from the signer has not loaded yet. */
  #name(): string {
    const button = this.#root.querySelector('button');
    const label = button?.querySelector('slot')?.assignedNodes() ?? [];
    const words = [...label, button].map((node) => node?.textContent?.trim() ?? '');
    return this.#checkout.description || (words.find(Boolean) ?? document.title);
  }

  /** Copies the button's attributes, properties and lines. Unchanged lines stay, since the buyer may have changed their quantity. */
  #copyFromHost(): void {
    const { elementProperties, observedAttributes } = this.#checkout.constructor as typeof KvitCheckout;
    for (const name of observedAttributes) {
      const value = this.#host.getAttribute(name);
      if (value === null) this.#checkout.removeAttribute(name);
      else if (this.#checkout.getAttribute(name) !== value) this.#checkout.setAttribute(name, value);
    }
    // frameworks set properties, including those that only the checkout declares
    for (const [name, { state }] of elementProperties)
      if (!state && name in this.#host)
        Reflect.set(this.#checkout, name, Reflect.get(this.#host, name) as unknown);
    this.#copyLines();
  }

  #copyLines(): void {
    // the page may still be loading lines; the checkout waits too, and its listener runs after this one
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', () => this.#copyLines(), { once: true });
    const lines = Array.from(this.#host.querySelectorAll('kvit-item'), (line) => line.cloneNode() as Element);
    const same = (line: Element, at: number) => line.isEqualNode(this.#lines[at] ?? null);
    // a press after the buyer emptied the cart starts with the button's lines again
    if (this.#checkout.snapshot?.order?.lines.length === 0) this.#checkout.reset();
    if (lines.length === this.#lines.length && lines.every(same)) return;
    for (const old of this.#lines) old.remove();
    this.#lines = lines;
    this.#checkout.append(...lines);
  }
}
