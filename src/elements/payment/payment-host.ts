import type { LitElement } from 'lit';
import type { Order } from '../../domain/order/order.ts';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { SignerApi } from '../../signer-client/signer-api.ts';

/** What an element lends to its road. */
export interface RoadHost extends LitElement {
  readonly signer: string | SignerApi;
  /** how to leave the page, instead of going there with the whole window */
  readonly navigate: ((url: string) => void) | null;
  readonly target: string;
}

export interface RoadCallbacks {
  /** the order that is being paid, for events; `null` on a page that has none */
  order(): Order | null;
  repriced(order: OrderAnswer): void;
}
