import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { KeptConsent } from '../store/records/kept-consents.ts';

/** A payment that the gateway reports as made. */
export interface SettledPayment {
  /** the gateway's id (`GET /v2/payments/{id}`) */
  readonly id: number;
  /** the attempt's uuid, as the gateway's cabinet shows it */
  readonly uuid: string;
  /** roubles with two decimals, e.g. `1000.50` */
  readonly amount: string;
  /** `rub` */
  readonly currency: string;
}

/** An order was paid in full. Arrives at least once; `key` is the same each time. */
export interface PaidEvent {
  /** `paid:<order uuid>` */
  readonly key: string;
  /** the order as it was priced for this payment, and therefore what was paid for */
  readonly order: OrderAnswer;
  readonly payment: SettledPayment;
  /** the consents that the buyer gave with the press for this payment; empty if the page asked for none */
  readonly consents: readonly KeptConsent[];
}

/** The option `onPaid`. An error, or a promise that rejects or takes over 30 s, repeats the event later. */
export type PaidHandler = (event: PaidEvent) => void | Promise<void>;
