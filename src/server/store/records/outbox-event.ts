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
