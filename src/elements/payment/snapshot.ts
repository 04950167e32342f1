import type { Order } from '../../domain/order/order.ts';
import type { StateName } from '../../session/checkout-state.ts';

/** What a page may read of an element on the road of a payment. */
export interface Snapshot {
  readonly state: StateName;
  /** the order's own number */
  readonly uuid: string | null;
  readonly order: Order | null;
}
