import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { KeptConsent } from './kept-consents.ts';

/** One row of the outbox: something the merchant must hear of, written in the transaction that made it true. */
export interface OutboxEvent {
  /** stable: `paid:<order uuid>`, `refund:<attempt uuid>` */
  readonly key: string;
  readonly kind: 'paid' | 'refund';
  /** uuid of the attempt */
  readonly attempt: string;
  /** failed or abandoned deliveries so far */
  readonly tries: number;
  /** ms since the epoch; not to be delivered before */
  readonly dueAt: number;
}

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

/** Money that a person has to look at, or to give back. Comes at least once; `key` is the same each time. */
export interface RefundAlert {
  readonly kind: 'refund_due';
  readonly key: string;
  /** `duplicate`: the order was paid already; `mismatch`: the gateway's payment is not what was asked for */
  readonly reason: 'duplicate' | 'mismatch';
  /** uuid */
  readonly order: string;
  readonly payment: SettledPayment;
}

/** Something is wrong with the shop's set-up, the gateway or the kit. No secret is ever in it. */
export interface TroubleAlert {
  readonly kind:
    | 'bad_order'
    | 'gateway_refused'
    | 'pay_host_forbidden'
    | 'gateway_bad_answer'
    | 'delivery_failed'
    | 'store_in_memory'
    | 'failure';
  readonly message: string;
  /** uuid of the order, where there is one */
  readonly order: string | null;
}

export type Alert = RefundAlert | TroubleAlert;
