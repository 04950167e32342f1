import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Order } from '../../domain/order/order.ts';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { SignerApi } from '../../signer-client/signer-api.ts';
import { Gate } from './payment-loader.ts';
import { KvitElement } from '../base/kvit-element.ts';

/** What the elements share that stand on the road of a payment. */
export abstract class PayElement extends KvitElement {
  static override properties: PropertyDeclarations = {
    signer: {},
    uuid: {},
    target: {},
    navigate: { attribute: false },
  };

  /** path of the merchant's signer on this origin, or an object that carries the calls itself */
  declare signer: string | SignerApi;
  /** the order's own number */
  declare uuid: string | null;
  /** `_self`, or `_blank` to pay in a new tab while this one watches */
  declare target: string;
  /** how to leave the page, instead of going there with the whole window */
  declare navigate: ((url: string) => void) | null;

  /** @internal */
  protected readonly gate: Gate;

  constructor() {
    super();
    this.signer = '';
    this.uuid = null;
    this.target = '_self';
    this.navigate = null;
    this.gate = new Gate(this, {
      order: () => this.order,
      repriced: (answer) => this.repriced(answer),
    });
  }

  /** @internal the order that is being paid */
  protected abstract get order(): Order | null;

  /** @internal the signer showed a truer order */
  protected abstract repriced(answer: OrderAnswer): void;

  /** Asks now how the payment stands. */
  check(): void {
    this.gate.road?.session.check();
  }

  /** Forgets the payment on this device. */
  reset(): void {
    this.gate.reset();
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    this.gate.follow(this.uuid);
  }

  /** The state is reflected for CSS when it is settled what is shown. */
  protected override updated(): void {
    this.setAttribute('state', this.gate.state.name);
  }

  /** @internal what comes after paying: the page's own words, and the receipts, once there are any */
  protected paid() {
    const { state } = this.gate;
    const receipts = 'receipts' in state ? state.receipts : [];
    if (!receipts.length && state.name !== 'paid') return nothing;
    // there before any receipt is: its code comes meanwhile, and the page moves once when the receipt does
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
