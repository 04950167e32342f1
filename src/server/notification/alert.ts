import type { SettledPayment } from './paid-event.ts';

/** Money that a person has to check, and perhaps to return. Arrives at least once; `key` is the same each time. */
export interface RefundAlert {
  readonly kind: 'refund_due';
  /** `refund:<attempt uuid>` */
  readonly key: string;
  /** `duplicate`: the order was paid already; `mismatch`: the gateway's payment is not the one that was asked for */
  readonly reason: 'duplicate' | 'mismatch';
  /** uuid of the order */
  readonly order: string;
  readonly payment: SettledPayment;
}

/** Trouble with the shop's set-up, the gateway or the kit. It never contains a secret. */
export interface TroubleAlert {
  readonly kind:
    | 'bad_order'
    | 'gateway_refused'
    | 'pay_host_forbidden'
    | 'gateway_bad_answer'
    | 'delivery_failed'
    | 'store_in_memory'
    | 'failure';
  /** English, for the shop's developers */
  readonly message: string;
  /** uuid of the order; `null` if the trouble is about none */
  readonly order: string | null;
}

/** The argument of `onAlert`. */
export type Alert = RefundAlert | TroubleAlert;

/** The option `onAlert`. An error repeats a refund alert later; for other alerts it is ignored. */
export type AlertHandler = (alert: Alert) => void | Promise<void>;
