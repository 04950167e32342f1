import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { Order } from '../../domain/order/order.ts';
import type { SignerApi } from '../../signer-client/signer-api.ts';
import { KvitElement } from '../base/kvit-element.ts';
import { property, type PropertiesOf } from '../base/properties.ts';
import { PaymentController } from './payment-controller.ts';

const properties = {
  /** path of the merchant's signer on this origin, or an object that makes the calls itself */
  signer: property<string | SignerApi>(''),
  /** number of the order in the shop */
  uuid: property<string | null>(null),
  /** `_self`, or `_blank` to pay in a new tab while this tab follows the payment */
  target: property('_self'),
  /** leaves the page for the payment page; `null` navigates the top window */
  navigate: property<((url: string) => void) | null>(null, { attribute: false }),
};

export interface PaymentElement extends PropertiesOf<typeof properties> {}

/** An element that shows a payment: `kvit-checkout` and `kvit-status`. */
export abstract class PaymentElement extends KvitElement {
  static override properties: PropertyDeclarations = properties;

  /** @internal */
  protected readonly payment: PaymentController = new PaymentController(this, {
    order: () => this.order,
    repriced: (answer) => this.repriced(answer),
  });

  /** @internal the order that is being paid */
  protected abstract get order(): Order | null;

  /** @internal replaces the page's order with the signer's */
  protected abstract repriced(answer: OrderAnswer): void;

  /** Asks the signer for the payment's state now. */
  check(): void {
    this.payment.running?.session.check();
  }

  /** Forgets the payment on this device. */
  reset(): void {
    this.payment.reset();
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    this.payment.follow(this.uuid);
  }

  /** Reflects the state for CSS after the rendering has set it. */
  protected override updated(): void {
    this.setAttribute('state', this.payment.state.name);
  }

  /** @internal The view after paying: the `paid` slot, then the receipts. */
  protected paid() {
    const { state } = this.payment;
    const receipts = 'receipts' in state ? state.receipts : [];
    if (!receipts.length && state.name !== 'paid') return nothing;
    // render early so that the chunk loads and the page moves only once
    return html`<slot name="paid"></slot
      ><kvit-receipt
        exportparts="receipt, print, save, share"
        ?hidden=${!receipts.length}
        .language=${this.shown}
        .items=${receipts}
        .order=${this.order}
      ></kvit-receipt>`;
  }
}
