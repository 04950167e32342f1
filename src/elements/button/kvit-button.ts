import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Item } from '../../domain/order/item.ts';
import type { SignerApi } from '../../signer-client/signer-api.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import type { CheckoutDialog } from './checkout-dialog.ts';
import { cutOff } from '../base/loading-view.ts';
import { ItemChildren } from '../cart/item-children.ts';
import { KvitElement } from '../base/kvit-element.ts';

/**
 * A "buy" button for any page: the same checkout in a modal dialog. It takes every attribute of `kvit-checkout`, and
 * `kvit-item` elements or `items` as that does; what else is inside it is its label.
 *
 * @tagname kvit-button
 * @slot - the label, beside `kvit-item` elements
 * @slot header - above the order
 * @slot paid - under the news that it is paid
 * @slot footer - at the end
 * @csspart button - the button
 * @csspart dialog - what it opens
 * @csspart close - the button that closes it
 */
export class KvitButton extends KvitElement {
  static override styles = [tokens, controls];

  static override properties: PropertyDeclarations = {
    uuid: {},
    disabled: { type: Boolean },
    signer: {},
    items: { attribute: false },
    navigate: { attribute: false },
    failed: { state: true },
  };

  /** the order's own number */
  declare uuid: string | null;
  declare disabled: boolean;
  /** path of the merchant's signer, or an object that carries the calls itself */
  declare signer: string | SignerApi;
  /** the lines in the API's own names */
  declare items: readonly Item[] | null;
  /** how to leave the page, instead of `location.assign` */
  declare navigate: ((url: string) => void) | null;
  /** @internal the code of the dialog did not come */
  declare failed: boolean;

  #dialog: CheckoutDialog | null = null;

  constructor() {
    super();
    this.uuid = null;
    this.disabled = false;
    this.signer = '';
    this.items = null;
    this.navigate = null;
    this.failed = false;
    new ItemChildren(this, () => this.requestUpdate());
  }

  /** Opens the checkout, as a press does. */
  async open(): Promise<void> {
    if (this.disabled) return;
    this.failed = false;
    try {
      const { CheckoutDialog } = await import('./checkout-dialog.ts');
      await this.updateComplete;
      this.#dialog ??= new CheckoutDialog(this);
      this.#dialog.open(this.texts.close);
    } catch {
      this.failed = true;
    }
  }

  /** Closes it; a payment that is under way goes on, and is there when it is opened again. */
  close(): void {
    this.#dialog?.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  /** Whoever left for the payment page from the dialog, or reloaded the page, comes back to it. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('uuid')) return;
    try {
      if (sessionStorage.getItem('kvit:open') === `${this.uuid}`) void this.open();
    } catch {
      // blocked: then the button is there to be pressed again
    }
  }

  /** Lines, the slots of the checkout and the space between them are no label; a picture is one. */
  get #labelled(): boolean {
    return Array.from(this.childNodes).some((node) =>
      node instanceof Element ? !node.matches('[slot],kvit-item') : node instanceof Text && node.data.trim(),
    );
  }

  protected override render(): TemplateResult {
    const { texts } = this;
    return html`<button
        type="button"
        class="main"
        part="button"
        aria-haspopup="dialog"
        ?disabled=${this.disabled}
        @click=${() => void this.open()}
      >
        <slot></slot>${this.#labelled ? nothing : texts.buy}
      </button>
      ${this.failed ? cutOff(texts, null) : nothing}`;
  }
}
