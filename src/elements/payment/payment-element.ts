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
  /** the order's own number */
  uuid: property<string | null>(null),
  /** `_self`, or `_blank` to pay in a new tab while this one watches */
  target: property('_self'),
  /** how to leave the page; `null` goes to the payment page with the whole window */
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

  /** @internal takes the signer's order in place of the page's */
  protected abstract repriced(answer: OrderAnswer): void;

  /** Asks now how the payment stands. */
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

  /** Reflects the state for CSS once the drawing has settled it. */
  protected override updated(): void {
    this.setAttribute('state', this.payment.state.name);
  }

  /** @internal The part after paying: the page's own words, then the receipts. */
  protected paid() {
    const { state } = this.payment;
    const receipts = 'receipts' in state ? state.receipts : [];
    if (!receipts.length && state.name !== 'paid') return nothing;
    // drawn before any receipt has come, so that its code loads meanwhile and the page moves only once
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
