import type { KvitCheckout } from '../checkout/kvit-checkout.ts';

/** What a button lends to its dialog. */
export interface DialogHost extends HTMLElement {
  readonly uuid: string | null;
}

const css = String.raw;

/** A sheet at the bottom of a phone, a window on anything wider. */
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
      /* hung by its top, or every state would move it up or down */
      max-height: calc(92vh - 16px);
      margin: 8vh auto auto;
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

/** What the page behind wears meanwhile. A sheet, so that neither of us undoes what the other does to a `style`. */
const LOCK = css`
  html {
    overflow: hidden !important;
  }
`;

/** Where the page has a scroll bar its room is kept, so that nothing moves. */
const GUTTER = css`
  html {
    scrollbar-gutter: stable;
  }
`;

/** The slots that go through to the checkout. */
const SLOTS = ['header', 'paid', 'footer'];

/** What this tab remembers of a dialog that is open, by the number of its order. */
const OPEN = 'kvit:open';

const stateOf = (): object => (typeof history.state === 'object' && (history.state as object)) || {};

/** Adds a sheet, or an element where there are none yet (Safari before 16.4). @returns what takes it away again */
function adopt(text: string, root: Document | ShadowRoot): () => void {
  if (!('adoptedStyleSheets' in Document.prototype)) {
    const style = Object.assign(document.createElement('style'), { textContent: text });
    (root === document ? document.head : root).append(style);
    return () => style.remove();
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets.push(sheet);
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

/** Tells the buyer's next page in this tab that the dialog was open; storage may be blocked. */
function remember(uuid: string, open: boolean): void {
  try {
    if (open) sessionStorage.setItem(OPEN, uuid);
    else if (sessionStorage.getItem(OPEN) === uuid) sessionStorage.removeItem(OPEN);
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
  readonly #root: ShadowRoot;
  readonly #dialog = document.createElement('dialog');
  readonly #close = document.createElement('button');
  readonly #checkout: KvitCheckout = document.createElement('kvit-checkout');
  /** A shop's own dialog or tab that is closed around us hides us; modal as we are, nobody could get out of that. */
  readonly #sight = new ResizeObserver(() => this.#look());
  #unlock: (() => void) | null = null;
  #lines: readonly Element[] = [];
  /** of the order it was opened for */
  #uuid = '';
  /** our step was taken back, but the browser is not there yet */
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
    adopt(SHEET, this.#root);
    this.#root.append(this.#dialog);
  }

  /** @param words the name of the button that closes it */
  open(words: string): void {
    // the button may be gone by the time this code has come
    if (this.#dialog.open || !this.#dialog.isConnected) return;
    // the browser tells of a close a moment later, which may be after this
    this.#closed();
    this.#take();
    this.#close.setAttribute('aria-label', words);
    this.#dialog.setAttribute('aria-label', this.#name());
    this.#dialog.showModal();
    this.#unlock = adopt(innerWidth > document.documentElement.clientWidth ? GUTTER + LOCK : LOCK, document);
    this.#uuid = `${this.#host.uuid}`;
    remember(this.#uuid, true);
    addEventListener('popstate', this.#wentBack);
    if (!this.#returning) this.#stepIn();
    this.#sight.observe(this.#dialog);
    this.#look();
  }

  close(): void {
    this.#dialog.close();
  }

  /** A step bears the order's number, so that a page that was reloaded on it knows it again. */
  get #onStep(): boolean {
    return (stateOf() as { kvit?: unknown }).kvit === this.#uuid;
  }

  #stepIn(): void {
    if (this.#onStep) return;
    try {
      history.pushState({ ...stateOf(), kvit: this.#uuid }, '');
    } catch {
      // some browsers count the steps, and refuse too many: then there is one button less that closes it
    }
  }

  #wentBack = (): void => {
    if (!this.#returning) {
      if (!this.#onStep) this.close();
      return;
    }
    // opened again before the browser was back: the step it needs is the one that has just been taken
    this.#returning = false;
    if (this.#dialog.open) this.#stepIn();
    else removeEventListener('popstate', this.#wentBack);
  };

  #closed(): void {
    if (!this.#unlock) return;
    this.#unlock();
    this.#unlock = null;
    this.#sight.disconnect();
    remember(this.#uuid, false);
    this.#giveFocusBack();
    this.#returning = this.#onStep;
    if (this.#returning) history.back();
    else removeEventListener('popstate', this.#wentBack);
  }

  /** The browser gives it back to what had it; Safari gives none to a button that is clicked, so it is given here. */
  #giveFocusBack(): void {
    const lost = document.activeElement === document.body || this.#dialog.contains(this.#root.activeElement);
    if (lost) this.#root.querySelector('button')?.focus();
  }

  #look(): void {
    if (this.#dialog.getClientRects().length === 0) this.close();
  }

  #slot(name: string): HTMLSlotElement {
    return Object.assign(document.createElement('slot'), { name, slot: name });
  }

  /** The order's description, or what the button says: an order that the signer gives has no words here. */
  #name(): string {
    const button = this.#root.querySelector('button');
    const label = button?.querySelector('slot')?.assignedNodes() ?? [];
    const words = [...label, button].map((node) => node?.textContent?.trim() ?? '');
    return this.#checkout.description || (words.find(Boolean) ?? document.title);
  }

  /** What the button says now; the lines only when they are other ones, since the buyer may have changed theirs. */
  #take(): void {
    const { elementProperties, observedAttributes } = this.#checkout.constructor as typeof KvitCheckout;
    for (const name of observedAttributes) {
      const value = this.#host.getAttribute(name);
      if (value === null) this.#checkout.removeAttribute(name);
      else if (this.#checkout.getAttribute(name) !== value) this.#checkout.setAttribute(name, value);
    }
    // frameworks set properties, also those that only the checkout knows
    for (const [name, { state }] of elementProperties)
      if (!state && name in this.#host)
        Reflect.set(this.#checkout, name, Reflect.get(this.#host, name) as unknown);
    this.#takeLines();
  }

  #takeLines(): void {
    // more of them may be on their way; the checkout too waits for the last one, and hears of it after us
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', () => this.#takeLines(), { once: true });
    const lines = Array.from(this.#host.querySelectorAll('kvit-item'), (line) => line.cloneNode() as Element);
    const same = (line: Element, at: number) => line.isEqualNode(this.#lines[at] ?? null);
    // a cart that was emptied is a new one at the next press: the button still promises to sell
    if (this.#checkout.snapshot?.order?.lines.length === 0) this.#checkout.reset();
    if (lines.length === this.#lines.length && lines.every(same)) return;
    for (const old of this.#lines) old.remove();
    this.#lines = lines;
    this.#checkout.append(...lines);
  }
}
