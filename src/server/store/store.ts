import type { Attempt, AttemptChange } from './records/attempt.ts';
import type { OutboxEvent } from './records/outbox-event.ts';

/** A callback that could not be applied yet. */
export interface InboxItem {
  /** of what it says, so that a repeated callback is one item */
  readonly key: string;
  /** as the callback claims */
  readonly gatewayId: number | null;
  /** as the callback claims */
  readonly uuid: string | null;
  /** ms since the epoch */
  readonly receivedAt: number;
}

export type InsertResult = 'inserted' | 'n_taken' | 'key_taken' | 'uuid_taken';

export type UpdateResult =
  | { readonly kind: 'updated'; readonly attempt: Attempt }
  /** somebody wrote first: read again */
  | { readonly kind: 'conflict' }
  /** another attempt of the order is PAID already; nothing was written */
  | { readonly kind: 'paid_exists' };

/**
 * Where attempts, events and unmatched callbacks are kept.
 *
 * A promise fulfils only when the write is durable. `insert` and `update` are atomic against every other handle on the
 * same data, in this process or another: the kit's promises rest on these two.
 */
export interface Store {
  /** The first reason that applies, in the order of {@link InsertResult}: the order's n, the idempotency key, the uuid. */
  insert(attempt: Attempt): Promise<InsertResult>;
  /** Writes `change` if the stored version is still that of `from`; `event` is written with it or not at all. */
  update(from: Attempt, change: AttemptChange, event: OutboxEvent | null): Promise<UpdateResult>;

  byUuid(uuid: string): Promise<Attempt | null>;
  byHandle(handle: string): Promise<Attempt | null>;
  byIdempotencyKey(key: string): Promise<Attempt | null>;
  byGatewayId(id: number): Promise<Attempt | null>;
  /** All attempts of an order by their n: the last is the current one. */
  ofOrder(order: string): Promise<readonly Attempt[]>;
  /** At most `limit` attempts whose `dueAt` has come, the longest due first. */
  due(now: number, limit: number): Promise<readonly Attempt[]>;

  putInbox(item: InboxItem): Promise<void>;
  /** At most `limit`, the oldest first and by key within a moment; with `after` those that come after it in this order. */
  listInbox(limit: number, after?: InboxItem): Promise<readonly InboxItem[]>;
  dropInbox(key: string): Promise<void>;

  /** `null` also for one that was delivered: it is nobody's business any more. */
  event(key: string): Promise<OutboxEvent | null>;
  /** At most `limit` undelivered events whose `dueAt` has come, the longest due first. */
  pendingEvents(now: number, limit: number): Promise<readonly OutboxEvent[]>;
  /** Takes an event for delivery until `dueAt`; `false` when somebody else has taken it or it was delivered. */
  claimEvent(event: OutboxEvent, dueAt: number): Promise<boolean>;
  /** Marks an event as delivered, for good. */
  finishEvent(key: string): Promise<void>;

  close(): Promise<void>;
}
