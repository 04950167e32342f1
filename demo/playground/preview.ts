import type { KvitCheckout } from '../../src/index.ts';
import { EVENT_NAMES } from '../panel/event-log.ts';
import { checkoutAttributes, COLOR_SCHEMES, itemAttributes, themeFile, type Attributes } from './markup.ts';
import { declarations, type TokenValues } from './token-values.ts';
import type { Settings } from './settings.ts';
import { TOKENS } from './token.ts';

const PAGE = '/demo/preview.html';
/** The return page takes the settings from the tab: an address with all of them may be too long for the gateway. */
export const RETURN_PAGE = '/demo/playground.html?return';

function setAttributes(element: Element, attributes: Attributes): void {
  const wanted = new Map(attributes);
  for (const name of element.getAttributeNames())
    if (!wanted.has(name) && name !== 'state') element.removeAttribute(name);
  for (const [name, value] of wanted) {
    const text = value === true ? '' : value;
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/** The preview of the shop's page, in a document of its own with its own width, color scheme and language. */
export class Preview {
  readonly #frame: HTMLIFrameElement;
  readonly #listener: (event: Event) => void;
  #page: Promise<Document> | null = null;
  #checkout: KvitCheckout | null = null;
  #rows = '';

  /** @param listener gets every event of the widget */
  constructor(frame: HTMLIFrameElement, listener: (event: Event) => void) {
    this.#frame = frame;
    this.#listener = listener;
  }

  /** Sets theme, tokens, color scheme and language of the page. */
  async setLooks({ plain, tokens }: Settings, base: TokenValues): Promise<void> {
    const page = await this.#open();
    const root = page.documentElement;
    root.lang = plain.lang;
    root.style.colorScheme = COLOR_SCHEMES[plain.scheme] ?? 'light';
    const file = themeFile(plain.theme);
    const sheet = page.querySelector<HTMLLinkElement>('#theme');
    if (sheet && file && sheet.getAttribute('href') !== `/demo/${file}`) sheet.href = `/demo/${file}`;
    if (sheet) sheet.disabled = !file;
    this.#setTokens(root, tokens, base);
  }

  /** Shows the widget; a new order gets a new element. */
  async show(settings: Settings, uuid: string): Promise<void> {
    const page = await this.#open();
    const known = this.#checkout?.getAttribute('uuid') === uuid ? this.#checkout : null;
    const checkout = known ?? page.createElement('kvit-checkout');
    setAttributes(checkout, checkoutAttributes(settings, uuid));
    const rows = JSON.stringify(settings.rows);
    if (!known || rows !== this.#rows) this.#fill(checkout, settings);
    this.#rows = rows;
    // the whole window leaves for the gateway and returns to the playground
    checkout.websiteUrl = settings.plain.target === '_self' ? RETURN_PAGE : '/demo/return.html';
    if (known) return;
    page.querySelector('main')?.replaceChildren(checkout);
    this.#checkout = checkout;
  }

  #fill(checkout: Element, { rows }: Settings): void {
    const items = rows.map((row) => {
      const item = checkout.ownerDocument.createElement('kvit-item');
      setAttributes(item, itemAttributes(row));
      return item;
    });
    checkout.replaceChildren(...items);
  }

  /** Sets properties through CSSOM, where a value cannot escape its declaration. */
  #setTokens({ style }: HTMLElement, own: TokenValues, base: TokenValues): void {
    for (const { name } of TOKENS) style.removeProperty(`--kvit-${name}`);
    for (const [name, value] of declarations(own, base)) style.setProperty(name, value);
  }

  #open(): Promise<Document> {
    this.#page ??= new Promise((resolve) => {
      const ready = () => {
        const page = this.#frame.contentDocument;
        if (!page) return;
        for (const name of EVENT_NAMES) page.addEventListener(name, this.#listener);
        resolve(page);
      };
      this.#frame.addEventListener('load', ready, { once: true });
      this.#frame.src = PAGE;
    });
    return this.#page;
  }
}
