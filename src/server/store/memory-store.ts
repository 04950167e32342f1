import type { Attempt, AttemptChange } from './records/attempt.ts';
import type { OutboxEvent } from './records/outbox-event.ts';
import type { InboxItem, InsertResult, Store, UpdateResult } from './store.ts';

/**
 * Creates a store in the memory of this process, for tests and demos. The data is lost when the process ends.
 *
 * @throws {Error} when `NODE_ENV` is `production`, since a restart would lose all payments
 */
export function memoryStore(): Store {
  if (globalThis.process?.env?.['NODE_ENV'] === 'production') {
    throw new Error(
      'memoryStore() loses every payment when the process ends, so it refuses to run with NODE_ENV=production: use sqliteStore(path) or postgresStore(pool)',
    );
  }
  return new MemoryStore();
}

const byDueAt = (a: { dueAt: number | null }, b: { dueAt: number | null }) => (a.dueAt ?? 0) - (b.dueAt ?? 0);

const oldestFirst = (a: InboxItem, b: InboxItem): number =>
  a.receivedAt - b.receivedAt || (a.key < b.key ? -1 : 1);

/** Its methods are atomic because none of them awaits anything. */
class MemoryStore implements Store {
  readonly #attempts = new Map<string, Attempt>();
  readonly #byHandle = new Map<string, string>();
  readonly #byKey = new Map<string, string>();
  readonly #byOrder = new Map<string, string[]>();
  readonly #inbox = new Map<string, InboxItem>();
  readonly #events = new Map<string, OutboxEvent>();
  readonly #delivered = new Set<string>();

  async insert(attempt: Attempt): Promise<InsertResult> {
    const { uuid, order, n, handle, idempotencyKey: key } = attempt;
    const siblings = this.#siblings(order);
    if (siblings.some((sibling) => sibling.n === n)) return 'n_taken';
    if (key !== null && this.#byKey.has(key)) return 'key_taken';
    if (this.#attempts.has(uuid)) return 'uuid_taken';
    if (this.#byHandle.has(handle)) throw new Error('the handle of a new attempt is taken');
    this.#attempts.set(uuid, { ...attempt });
    this.#byHandle.set(handle, uuid);
    if (key !== null) this.#byKey.set(key, uuid);
    this.#byOrder.set(order, [...siblings.map((sibling) => sibling.uuid), uuid]);
    return 'inserted';
  }

  async update(from: Attempt, change: AttemptChange, event: OutboxEvent | null): Promise<UpdateResult> {
    const stored = this.#attempts.get(from.uuid);
    if (stored?.version !== from.version) return { kind: 'conflict' };
    const attempt: Attempt = { ...stored, ...change, version: stored.version + 1 };
    const paid = ({ state, uuid }: Attempt) => state === 'PAID' && uuid !== attempt.uuid;
    if (attempt.state === 'PAID' && this.#siblings(attempt.order).some(paid)) return { kind: 'paid_exists' };
    this.#attempts.set(attempt.uuid, attempt);
    if (event && !this.#events.has(event.key)) this.#events.set(event.key, { ...event });
    return { kind: 'updated', attempt };
  }

  async byUuid(uuid: string): Promise<Attempt | null> {
    return this.#attempts.get(uuid) ?? null;
  }

  async byHandle(handle: string): Promise<Attempt | null> {
    return this.byUuid(this.#byHandle.get(handle) ?? '');
  }

  async byIdempotencyKey(key: string): Promise<Attempt | null> {
    return this.byUuid(this.#byKey.get(key) ?? '');
  }

  async byGatewayId(id: number): Promise<Attempt | null> {
    const found = [...this.#attempts.values()].filter(({ gatewayId }) => gatewayId === id);
    return found.sort((a, b) => a.createdAt - b.createdAt)[0] ?? null;
  }

  async ofOrder(order: string): Promise<readonly Attempt[]> {
    return this.#siblings(order).sort((a, b) => a.n - b.n);
  }

  async due(now: number, limit: number): Promise<readonly Attempt[]> {
    const due = [...this.#attempts.values()].filter(({ dueAt }) => dueAt !== null && dueAt <= now);
    return due.sort(byDueAt).slice(0, limit);
  }

  async putInbox(item: InboxItem): Promise<void> {
    if (!this.#inbox.has(item.key)) this.#inbox.set(item.key, { ...item });
  }

  async listInbox(limit: number, after?: InboxItem): Promise<readonly InboxItem[]> {
    const sorted = [...this.#inbox.values()].sort(oldestFirst);
    return sorted.filter((item) => !after || oldestFirst(after, item) < 0).slice(0, limit);
  }

  async dropInbox(key: string): Promise<void> {
    this.#inbox.delete(key);
  }

  async event(key: string): Promise<OutboxEvent | null> {
    return this.#delivered.has(key) ? null : (this.#events.get(key) ?? null);
  }

  async pendingEvents(now: number, limit: number): Promise<readonly OutboxEvent[]> {
    const pending = [...this.#events.values()].filter(
      ({ key, dueAt }) => dueAt <= now && !this.#delivered.has(key),
    );
    return pending.sort(byDueAt).slice(0, limit);
  }

  async claimEvent({ key, tries }: OutboxEvent, dueAt: number): Promise<boolean> {
    const stored = this.#events.get(key);
    if (!stored || stored.tries !== tries || this.#delivered.has(key)) return false;
    this.#events.set(key, { ...stored, tries: tries + 1, dueAt });
    return true;
  }

  async finishEvent(key: string): Promise<void> {
    this.#delivered.add(key);
  }

  async close(): Promise<void> {}

  #siblings(order: string): Attempt[] {
    return (this.#byOrder.get(order) ?? []).flatMap((uuid) => this.#attempts.get(uuid) ?? []);
  }
}
