import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { awaitLanguage, toLanguage } from '../../i18n/language-loader.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';
import { ru } from '../../i18n/languages/ru.ts';
import { textsIn } from './texts.ts';

/** Found through shadow roots too: a checkout may live inside another component. */
function nearestLang(element: Element): string | null {
  const holder = element.closest('[lang]');
  const { host } = element.getRootNode() as ShadowRoot;
  return holder || !host ? (holder?.getAttribute('lang') ?? null) : nearestLang(host);
}

/** What every element shares: its language, found on itself, on the nearest `lang`, else Russian. */
export abstract class KvitElement extends LitElement {
  static override properties: PropertyDeclarations = { language: {} };

  /** BCP 47 tag; without it the nearest `lang` decides */
  declare language: string | null;

  #observer: MutationObserver | null = null;

  constructor() {
    super();
    this.language = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new MutationObserver(() => this.requestUpdate());
    this.#observer.observe(document.documentElement, { attributeFilter: ['lang'], subtree: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  /** A drawing waits for its language, so that nobody sees another one flash by. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const wait = awaitLanguage(this.shown, () => this.requestUpdate());
    return wait ? wait.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    // pages in other languages are read out by other voices
    for (const child of this.renderRoot.children) (child as HTMLElement).lang = this.shown;
    if (focused && !focused.isConnected) this.#keepFocus();
  }

  /** A state took the focused control away; the words that came instead get the focus. */
  #keepFocus(): void {
    this.shadowRoot?.querySelector<HTMLElement>('[tabindex],button')?.focus({ preventScroll: true });
  }

  /** the language that is shown */
  protected get shown(): Language {
    return toLanguage(this.language ?? nearestLang(this));
  }

  protected get texts(): Messages {
    return textsIn(ru, 'cart', this.shown);
  }
}
