import type { LitElement } from 'lit';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { Order } from '../../domain/order/order.ts';
import type { SignerApi } from '../../signer-client/signer-api.ts';

/** An element that shows a payment. */
export interface PaymentHost extends LitElement {
  readonly signer: string | SignerApi;
  /** how to leave the page; `null` goes to the payment page with the whole window */
  readonly navigate: ((url: string) => void) | null;
  readonly target: string;
}

/** Calls from a payment to its element. */
export interface PaymentCallbacks {
  /** the order that is being paid, for events; `null` on a page that has none */
  order(): Order | null;
  /** takes the signer's order in place of the page's */
  repriced(order: OrderAnswer): void;
}
