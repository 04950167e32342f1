import type { Attempt, AttemptChange } from './records/attempt.ts';
import type { OutboxEvent } from './records/outbox-event.ts';

/** A callback of the gateway that could not be applied yet. */
export interface InboxItem {
  /** digest of the callback's content, so that a repeated callback is one item */
  readonly key: string;
  /** the payment's id at the gateway, as the callback claims */
  readonly gatewayId: number | null;
  /** the payment's uuid, as the callback claims */
  readonly uuid: string | null;
  /** time of arrival, in ms since the epoch */
  readonly receivedAt: number;
}

/** Result of `Store.insert`. The others name what another attempt has already: the order's `n`, the idempotency key, the uuid. */
export type InsertResult = 'inserted' | 'n_taken' | 'key_taken' | 'uuid_taken';

/** Result of `Store.update`. */
export type UpdateResult =
  | { readonly kind: 'updated'; readonly attempt: Attempt }
  /** another write came first, or there is no such attempt: read again */
  | { readonly kind: 'conflict' }
  /** another attempt of the order is PAID already; neither the change nor the event was written */
  | { readonly kind: 'paid_exists' };

/**
 * Keeps attempts, events and callbacks that are not applied yet. `storeContract` of `kvit/server/testing` tests a store.
 *
 * A promise fulfils only when the write is durable, and rejects if the storage fails. `insert` and `update` must be atomic
 * against every other handle on the same data, in this process or another. Times are in ms since the epoch.
 */
export interface Store {
  /**
   * Inserts a new attempt. Of several conflicts it returns the first in the order of {@link InsertResult}.
   *
   * @throws {Error} when the handle is taken
   */
  insert(attempt: Attempt): Promise<InsertResult>;
  /** Writes `change` if the stored version equals that of `from`. The change and `event` are written together or not at all. */
  update(from: Attempt, change: AttemptChange, event: OutboxEvent | null): Promise<UpdateResult>;

  /** Finds an attempt by its uuid. */
  byUuid(uuid: string): Promise<Attempt | null>;
  /** Finds an attempt by its handle. */
  byHandle(handle: string): Promise<Attempt | null>;
  /** Finds an attempt by its idempotency key. */
  byIdempotencyKey(key: string): Promise<Attempt | null>;
  /** Finds an attempt by its payment's id at the gateway; the oldest of several. */
  byGatewayId(id: number): Promise<Attempt | null>;
  /** Lists all attempts of an order by `n`, lowest first. */
  ofOrder(order: string): Promise<readonly Attempt[]>;
  /** Lists up to `limit` attempts with `dueAt` at or before `now`, lowest `dueAt` first. */
  due(now: number, limit: number): Promise<readonly Attempt[]>;

  /** Keeps a callback. An item with a known key changes nothing. */
  putInbox(item: InboxItem): Promise<void>;
  /** Lists up to `limit` callbacks by time of arrival, then by key; with `after`, only those after it in this order. */
  listInbox(limit: number, after?: InboxItem): Promise<readonly InboxItem[]>;
  /** Deletes a callback, if it is there. */
  dropInbox(key: string): Promise<void>;

  /** Finds an undelivered event by its key. */
  event(key: string): Promise<OutboxEvent | null>;
  /** Lists up to `limit` undelivered events with `dueAt` at or before `now`, lowest `dueAt` first. */
  pendingEvents(now: number, limit: number): Promise<readonly OutboxEvent[]>;
  /**
   * Claims an event for delivery: adds one to `tries` and sets `dueAt`, the time of the next delivery.
   *
   * @returns false if its `tries` has changed, or it is delivered or unknown
   */
  claimEvent(event: OutboxEvent, dueAt: number): Promise<boolean>;
  /** Marks an event as delivered. This is permanent. */
  finishEvent(key: string): Promise<void>;

  /** Closes this handle. Others on the same data stay open. */
  close(): Promise<void>;
}
