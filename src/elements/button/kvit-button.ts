import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Item } from '../../domain/order/item.ts';
import type { SignerApi } from '../../signer-client/signer-api.ts';
import { OpenDialog } from '../../session/storage/open-dialog.ts';
import { SafeStorage } from '../../session/storage/safe-storage.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import type { CheckoutDialog } from './checkout-dialog.ts';
import { loadFailedView } from '../base/loading-view.ts';
import { ItemChildren } from '../cart/item-children.ts';
import { KvitElement } from '../base/kvit-element.ts';
import { internal, property, type PropertiesOf } from '../base/properties.ts';

const openDialog = new OpenDialog(new SafeStorage(() => sessionStorage));

const properties = {
  /** number of the order in the shop */
  uuid: property<string | null>(null),
  /** the button does not open the checkout */
  disabled: property(false, { type: Boolean }),
  /** path of the merchant's signer on this origin, or an object that makes the calls itself */
  signer: property<string | SignerApi>(''),
  /** the lines in the API's own names */
  items: property<readonly Item[] | null>(null, { attribute: false }),
  /** leaves the page for the payment page; `null` navigates the top window */
  navigate: property<((url: string) => void) | null>(null, { attribute: false }),
  /** @internal the code of the dialog failed to load */
  failed: internal(false),
};

export interface KvitButton extends PropertiesOf<typeof properties> {}

/**
 * A "buy" button for any page: the same checkout in a modal dialog. It takes every attribute of `kvit-checkout`, and its
 * `kvit-item` elements or `items`. Its other content is its label.
 *
 * @tagname kvit-button
 * @slot - the label, and `kvit-item` elements
 * @slot header - above the order
 * @slot paid - below the message that the order is paid
 * @slot footer - at the end
 * @csspart button - the button that opens the checkout
 * @csspart dialog - the dialog
 * @csspart close - the button that closes the dialog
 */
export class KvitButton extends KvitElement {
  static override styles = [tokens, controls];

  static override properties: PropertyDeclarations = properties;

  #dialog: CheckoutDialog | null = null;
  /** false once {@link close} was called after the last {@link open} */
  #wanted = false;

  constructor() {
    super();
    new ItemChildren(this, () => this.requestUpdate());
  }

  /** Opens the checkout, as a press does. */
  async open(): Promise<void> {
    if (this.disabled || this.#dialog?.isOpen) return;
    this.failed = false;
    this.#wanted = true;
    try {
      const { CheckoutDialog } = await import('./checkout-dialog.ts');
      await this.updateComplete;
      this.#dialog ??= new CheckoutDialog(this);
      // closed again while the code was loading
      if (this.#wanted) this.#dialog.open(this.texts.close);
    } catch {
      this.failed = true;
    }
  }

  /** Closes the dialog. A payment under way goes on and shows when the dialog opens again. */
  close(): void {
    this.#wanted = false;
    this.#dialog?.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  /** Opens the dialog again for a buyer who left it for the payment page, or reloaded the page. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('uuid') && openDialog.isOpen(`${this.uuid}`)) void this.open();
  }

  /** True if the button has a label of its own: any content but lines, the checkout's slots and white space. */
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
      ${this.failed ? loadFailedView(texts, null) : nothing}`;
  }
}
