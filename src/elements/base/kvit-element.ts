import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { awaitLanguage, spokenLanguage, toLanguage } from '../../i18n/language-loader.ts';
import { ru } from '../../i18n/languages/ru.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';
import { property, type PropertiesOf, type Property } from './properties.ts';
import { textsIn } from './texts.ts';

const properties = {
  /** BCP 47 tag. Without it the nearest `lang` decides, else Russian. */
  language: property<string | null>(null),
};

/** The nearest `lang`, through shadow roots too: a checkout may live inside another component. */
function nearestLang(element: Element): string | null {
  const holder = element.closest('[lang]');
  const { host } = element.getRootNode() as ShadowRoot;
  return holder || !host ? (holder?.getAttribute('lang') ?? null) : nearestLang(host);
}

export interface KvitElement extends PropertiesOf<typeof properties> {}

/** The base of every element: its properties' first values, its language and its focus. */
export abstract class KvitElement extends LitElement {
  static override properties: PropertyDeclarations = properties;

  #observer: MutationObserver | null = null;

  constructor() {
    super();
    const { elementProperties } = this.constructor as typeof KvitElement;
    for (const [name, declaration] of elementProperties)
      Reflect.set(this, name, (declaration as Property<unknown>).initial);
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

  /** Delays a rendering until its language has loaded, so that the text does not change language. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const wait = awaitLanguage(this.wished, () => this.requestUpdate());
    return wait ? wait.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    // screen readers choose the voice by `lang`
    for (const child of this.renderRoot.children) (child as HTMLElement).lang = this.shown;
    if (focused && !focused.isConnected) this.#keepFocus();
  }

  /** A new state removed the focused control. The focus moves to what replaced it. */
  #keepFocus(): void {
    this.shadowRoot?.querySelector<HTMLElement>('[tabindex],button')?.focus({ preventScroll: true });
  }

  /** The language that the page asks for. */
  protected get wished(): Language {
    return toLanguage(this.language ?? nearestLang(this));
  }

  /** The language that is shown: Russian until the file of the other language has loaded. */
  protected get shown(): Language {
    return spokenLanguage(this.wished);
  }

  /** The cart's texts in the language that is shown. */
  protected get texts(): Messages {
    return textsIn('cart', ru, this.shown);
  }
}
