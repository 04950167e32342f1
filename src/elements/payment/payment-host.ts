import type { LitElement } from 'lit';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { Order } from '../../domain/order/order.ts';
import type { SignerApi } from '../../signer-client/signer-api.ts';

/** An element that shows a payment. */
export interface PaymentHost extends LitElement {
  readonly signer: string | SignerApi;
  /** leaves the page for the payment page; `null` navigates the top window */
  readonly navigate: ((url: string) => void) | null;
  readonly target: string;
}

/** Calls from a payment to its element. */
export interface PaymentCallbacks {
  /** the order that is being paid, for events; `null` on a page that has none */
  order(): Order | null;
  /** replaces the page's order with the signer's */
  repriced(order: OrderAnswer): void;
}
