import type { Item } from '../domain/item.ts';
import type { Signer } from '../signer/signer.ts';
import type { KvitCheckout } from './kvit-checkout.ts';

/** What a button lends to its dialog. */
export interface DialogHost extends HTMLElement {
  readonly uuid: string | null;
  readonly signer: string | Signer;
  readonly items: readonly Item[] | null;
  readonly navigate: ((url: string) => void) | null;
}

const css = String.raw;

/** A sheet at the bottom of a phone, a window in the middle of anything wider. */
const SHEET = css`
  dialog {
    box-sizing: border-box;
    width: 100%;
    max-width: 100%;
    max-height: 100%;
    margin: auto 0 0;
    padding: 8px 20px 24px;
    border: 0;
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: var(--_surface);
    color: inherit;
    overscroll-behavior: contain;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 0.5);
  }

  .close {
    display: block;
    width: 44px;
    margin: 0 -12px 0 auto;
    padding: 0;
    border: 0;
    background: none;
    font-size: 1.75rem;
    line-height: 1;
  }

  @media (min-width: 600px) {
    dialog {
      width: min(100% - 32px, 560px);
      max-height: calc(100% - 32px);
      margin: auto;
      border-radius: var(--_radius);
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    dialog[open] {
      animation: rise 0.2s ease-out;
    }

    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(24px);
      }
    }
  }
`;

/** The slots that go through to the checkout. */
const SLOTS = ['header', 'paid', 'footer'];

const stateOf = (): object => (typeof history.state === 'object' && (history.state as object)) || {};

/** Tells the buyer's next page in this tab that the dialog was open; storage may be blocked. */
function remember(uuid: string | null): void {
  try {
    if (uuid === null) sessionStorage.removeItem('kvit:open');
    else sessionStorage.setItem('kvit:open', uuid);
  } catch {
    // then the button has to be pressed again
  }
}

/**
 * A checkout in a modal dialog. It imports nothing at run time, so that both builds load this one file.
 *
 * Going back closes it: opening it makes a step in the tab's history, and closing it takes that step back.
 */
export class CheckoutDialog {
  readonly #host: DialogHost;
  readonly #dialog = document.createElement('dialog');
  readonly #close = document.createElement('button');
  readonly #checkout: KvitCheckout = document.createElement('kvit-checkout');
  /** the step in the history is ours */
  readonly #step = Math.random();
  #unlock: (() => void) | null = null;
  #lines: readonly Element[] = [];

  constructor(host: DialogHost) {
    this.#host = host;
    this.#dialog.part.add('dialog');
    this.#close.type = 'button';
    this.#close.className = 'close';
    this.#close.part.add('close');
    this.#close.textContent = '×';
    this.#close.addEventListener('click', () => this.close());
    this.#dialog.addEventListener('close', () => this.#closed());
    this.#checkout.setAttribute(
      'exportparts',
      'pay, line, vat, total, message, check, retry, back, receipt, print, save, share',
    );
    this.#checkout.append(...SLOTS.map((name) => this.#slot(name)));
    this.#dialog.append(this.#close, this.#checkout);
    const root = host.shadowRoot as ShadowRoot;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHEET);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    root.append(this.#dialog);
  }

  /** @param words the name of the button that closes it */
  open(words: string): void {
    if (this.#dialog.open) return;
    this.#take();
    this.#close.setAttribute('aria-label', words);
    this.#dialog.setAttribute('aria-label', this.#host.getAttribute('description') ?? '');
    this.#dialog.showModal();
    this.#unlock = this.#lock();
    remember(`${this.#host.uuid}`);
    addEventListener('popstate', this.#wentBack);
    if (!this.#onStep) history.pushState({ ...stateOf(), kvit: this.#step }, '');
  }

  close(): void {
    this.#dialog.close();
  }

  get #onStep(): boolean {
    return (stateOf() as { kvit?: unknown }).kvit === this.#step;
  }

  #wentBack = (): void => {
    if (!this.#onStep) this.close();
  };

  #closed(): void {
    this.#unlock?.();
    this.#unlock = null;
    remember(null);
    removeEventListener('popstate', this.#wentBack);
    if (this.#onStep) history.back();
  }

  /** The page behind stands still, and keeps the room of its scroll bar so that nothing moves. */
  #lock(): () => void {
    const { style, clientWidth } = document.documentElement;
    const { overflow, scrollbarGutter } = style;
    if (innerWidth > clientWidth) style.scrollbarGutter = 'stable';
    style.overflow = 'hidden';
    return () => Object.assign(style, { overflow, scrollbarGutter });
  }

  #slot(name: string): HTMLSlotElement {
    return Object.assign(document.createElement('slot'), { name, slot: name });
  }

  /** What the button says now; the lines only when they are other ones, since the buyer may have changed theirs. */
  #take(): void {
    const { signer, items, navigate } = this.#host;
    const { observedAttributes } = this.#checkout.constructor as typeof KvitCheckout;
    for (const name of observedAttributes) {
      const value = this.#host.getAttribute(name);
      if (value === null) this.#checkout.removeAttribute(name);
      else if (this.#checkout.getAttribute(name) !== value) this.#checkout.setAttribute(name, value);
    }
    if (typeof signer === 'object') this.#checkout.signer = signer;
    if (this.#checkout.items !== items) this.#checkout.items = items;
    this.#checkout.navigate = navigate;
    const lines = Array.from(this.#host.querySelectorAll('kvit-item'), (line) => line.cloneNode() as Element);
    const same = (line: Element, at: number) => line.isEqualNode(this.#lines[at] ?? null);
    if (lines.length === this.#lines.length && lines.every(same)) return;
    for (const old of this.#lines) old.remove();
    this.#lines = lines;
    this.#checkout.append(...lines);
  }
}
