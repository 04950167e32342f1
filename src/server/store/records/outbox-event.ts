/** One row of the outbox: an event for the merchant, written in the transaction that caused it. */
export interface OutboxEvent {
  /** stable: `paid:<order uuid>`, `refund:<attempt uuid>` */
  readonly key: string;
  readonly kind: 'paid' | 'refund';
  /** uuid of the attempt */
  readonly attempt: string;
  /** number of deliveries that failed or were abandoned */
  readonly tries: number;
  /** time of the next delivery, in ms since the epoch */
  readonly dueAt: number;
}
