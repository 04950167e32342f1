import type { Order } from '../../domain/order/order.ts';
import type { StateName } from '../../session/checkout-state.ts';

/** The state of a payment element, for the page to read. It holds no payment handle and no address of the payment page. */
export interface Snapshot {
  readonly state: StateName;
  /** number of the order in the shop */
  readonly uuid: string | null;
  /** the order that is shown; sums in kopecks */
  readonly order: Order | null;
}
