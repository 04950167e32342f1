import type { SettledPayment } from './paid-event.ts';

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

/** Called with each alert. For a refund, an error repeats the alert later; for trouble, it is ignored. */
export type AlertHandler = (alert: Alert) => void | Promise<void>;
