import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { KeptConsent } from '../store/records/kept-consents.ts';

/** A payment as the merchant hears of it. */
export interface SettledPayment {
  /** the gateway's id */
  readonly id: number;
  /** the attempt's uuid, which is what the gateway's cabinet shows */
  readonly uuid: string;
  /** roubles with two decimals */
  readonly amount: string;
  readonly currency: string;
}

/** The order was paid, exactly. Comes at least once; `key` is the same each time. */
export interface PaidEvent {
  readonly key: string;
  /** what was priced when this payment was created, and therefore what was paid for */
  readonly order: OrderAnswer;
  readonly payment: SettledPayment;
  /** what the buyer agreed to with the press that made this payment's page; empty when nothing was asked */
  readonly consents: readonly KeptConsent[];
}

/** Called with each paid order. An error, or a promise that rejects, repeats the event later. */
export type PaidHandler = (event: PaidEvent) => void | Promise<void>;
