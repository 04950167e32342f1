import type { Attempt, AttemptChange } from '../records/attempt.ts';
import type { OutboxEvent } from '../records/outbox-event.ts';
import { postgresError, type PostgresPool, type PostgresResult, type PostgresRow } from './postgres-pool.ts';
import { migratePostgres, PAID_ONCE } from './postgres-schema.ts';
import type { InboxItem, InsertResult, Store, UpdateResult } from '../store.ts';

/**
 * Creates a durable store in PostgreSQL 12 or newer, for any number of signers on any number of machines.
 *
 * The first use creates or migrates the tables `kvit_…` in the first schema of the role's `search_path`. Every write is one
 * statement, so after a lost connection either all of it is written or nothing. Methods reject with the database's error.
 * `close()` leaves the pool open, since it belongs to the merchant.
 *
 * @param pool a `Pool` of the package `pg`, or an object of the same shape
 */
export function postgresStore(pool: PostgresPool): Store {
  return new PostgresStore(pool);
}

/** Fields of the records that are numbers. Drivers return `bigint` as text, and other types by their configuration. */
const NUMBERS: ReadonlySet<string> = new Set([
  'n',
  'amount',
  'gatewayId',
  'lastStatus',
  'leaseUntil',
  'checkedAt',
  'seenAt',
  'dueAt',
  'receiptsAt',
  'version',
  'createdAt',
  'updatedAt',
  'receivedAt',
  'tries',
]);

/** SQLSTATEs of a statement that was rolled back because of another one: serialization failure and deadlock. */
const TRANSIENT: ReadonlySet<string | undefined> = new Set(['40001', '40P01']);
const MAX_TRIES = 10;

/** Before the first page of the inbox: no clock gives this time. */
const BEFORE_ALL = { receivedAt: -1e300, key: '' };

const UNIQUE_VIOLATION = '23505';

/** Only this class writes rows, so their columns need no check. */
function toRecord(row: PostgresRow): unknown {
  const fields = Object.entries(row).map(([name, value]) => [
    name,
    value !== null && NUMBERS.has(name) ? Number(value) : value,
  ]);
  return Object.fromEntries(fields);
}

/** Writes `"a" = $3, "b" = $4`. The names come from the code; values are always parameters. */
const assignments = (names: readonly string[], first: number): string =>
  names.map((name, index) => `"${name}" = $${first + index}`).join(', ');

class PostgresStore implements Store {
  readonly #pool: PostgresPool;
  #ready: Promise<void> | null = null;

  constructor(pool: PostgresPool) {
    this.#pool = pool;
  }

  async insert(attempt: Attempt): Promise<InsertResult> {
    const names = Object.keys(attempt);
    const columns = names.map((name) => `"${name}"`).join(', ');
    const places = names.map((_, index) => `$${index + 1}`).join(', ');
    const into = `INSERT INTO kvit_attempt (${columns}) VALUES (${places}) ON CONFLICT DO NOTHING`;
    if ((await this.#run(into, Object.values(attempt))) === 1) return 'inserted';
    return this.#reason(attempt);
  }

  async update(from: Attempt, change: AttemptChange, event: OutboxEvent | null): Promise<UpdateResult> {
    try {
      const attempt = await this.#update(from, change, event);
      return attempt ? { kind: 'updated', attempt } : { kind: 'conflict' };
    } catch (error) {
      const { code, constraint } = postgresError(error);
      if (code === UNIQUE_VIOLATION && constraint === PAID_ONCE) return { kind: 'paid_exists' };
      throw error;
    }
  }

  async byUuid(uuid: string): Promise<Attempt | null> {
    return this.#attempt('WHERE uuid = $1', uuid);
  }

  async byHandle(handle: string): Promise<Attempt | null> {
    return this.#attempt('WHERE handle = $1', handle);
  }

  async byIdempotencyKey(key: string): Promise<Attempt | null> {
    return this.#attempt('WHERE "idempotencyKey" = $1', key);
  }

  async byGatewayId(id: number): Promise<Attempt | null> {
    return this.#attempt('WHERE "gatewayId" = $1 ORDER BY "createdAt" LIMIT 1', id);
  }

  async ofOrder(order: string): Promise<readonly Attempt[]> {
    return this.#attempts('WHERE "order" = $1 ORDER BY n', order);
  }

  async due(now: number, limit: number): Promise<readonly Attempt[]> {
    return this.#attempts('WHERE "dueAt" <= $1 ORDER BY "dueAt" LIMIT $2', now, limit);
  }

  async putInbox({ key, gatewayId, uuid, receivedAt }: InboxItem): Promise<void> {
    const into = 'INSERT INTO kvit_inbox (key, "gatewayId", uuid, "receivedAt") VALUES ($1, $2, $3, $4)';
    await this.#run(`${into} ON CONFLICT DO NOTHING`, [key, gatewayId, uuid, receivedAt]);
  }

  async listInbox(limit: number, after?: InboxItem): Promise<readonly InboxItem[]> {
    const { receivedAt, key } = after ?? BEFORE_ALL;
    const where = 'WHERE ("receivedAt", key) > ($1, $2) ORDER BY "receivedAt", key LIMIT $3';
    const values = [receivedAt, key, limit];
    const { rows } = await this.#query(`SELECT * FROM kvit_inbox ${where}`, values);
    return rows.map((row) => toRecord(row) as InboxItem);
  }

  async dropInbox(key: string): Promise<void> {
    await this.#run('DELETE FROM kvit_inbox WHERE key = $1', [key]);
  }

  async event(key: string): Promise<OutboxEvent | null> {
    const [event] = await this.#events('AND key = $1', key);
    return event ?? null;
  }

  async pendingEvents(now: number, limit: number): Promise<readonly OutboxEvent[]> {
    return this.#events('AND "dueAt" <= $1 ORDER BY "dueAt" LIMIT $2', now, limit);
  }

  async claimEvent({ key, tries }: OutboxEvent, dueAt: number): Promise<boolean> {
    const claim = 'UPDATE kvit_outbox SET tries = tries + 1, "dueAt" = $1';
    return (
      (await this.#run(`${claim} WHERE key = $2 AND tries = $3 AND NOT delivered`, [dueAt, key, tries])) === 1
    );
  }

  async finishEvent(key: string): Promise<void> {
    await this.#run('UPDATE kvit_outbox SET delivered = true WHERE key = $1', [key]);
  }

  async close(): Promise<void> {}

  /** Finds the conflict that prevented an insert. */
  async #reason({ order, n, idempotencyKey, uuid }: Attempt): Promise<InsertResult> {
    const taken = (where: string) => `EXISTS (SELECT FROM kvit_attempt WHERE ${where})`;
    const asked = `SELECT ${taken('"order" = $1 AND n = $2')} AS n, ${taken('"idempotencyKey" = $3')} AS key,
      ${taken('uuid = $4')} AS uuid`;
    const { rows } = await this.#query(asked, [order, n, idempotencyKey, uuid]);
    if (rows[0]?.['n'] === true) return 'n_taken';
    if (rows[0]?.['key'] === true) return 'key_taken';
    if (rows[0]?.['uuid'] === true) return 'uuid_taken';
    throw new Error('an attempt could not be inserted: its handle is taken, or its order is PAID');
  }

  /** Writes the attempt and its event in one statement, since a lost connection could leave a transaction open. */
  async #update(from: Attempt, change: AttemptChange, event: OutboxEvent | null): Promise<Attempt | null> {
    const names = [...Object.keys(change), 'version'];
    const values: unknown[] = [from.uuid, from.version, ...Object.values(change), from.version + 1];
    const set = assignments(names, 3);
    const update = `UPDATE kvit_attempt SET ${set} WHERE uuid = $1 AND version = $2 RETURNING *`;
    const next = values.length + 1;
    const told = event
      ? `, told AS (
          INSERT INTO kvit_outbox (key, kind, attempt, tries, "dueAt")
          SELECT $${next}::text, $${next + 1}::text, $${next + 2}::text, $${next + 3}::bigint, $${next + 4}::double precision
          FROM written ON CONFLICT DO NOTHING
        )`
      : '';
    if (event) values.push(event.key, event.kind, event.attempt, event.tries, event.dueAt);
    const { rows } = await this.#query(`WITH written AS (${update})${told} SELECT * FROM written`, values);
    return rows[0] ? (toRecord(rows[0]) as Attempt) : null;
  }

  async #attempts(where: string, ...values: unknown[]): Promise<readonly Attempt[]> {
    const { rows } = await this.#query(`SELECT * FROM kvit_attempt ${where}`, values);
    return rows.map((row) => toRecord(row) as Attempt);
  }

  async #attempt(where: string, value: unknown): Promise<Attempt | null> {
    return (await this.#attempts(where, value))[0] ?? null;
  }

  async #events(where: string, ...values: unknown[]): Promise<readonly OutboxEvent[]> {
    const from = 'SELECT key, kind, attempt, tries, "dueAt" FROM kvit_outbox WHERE NOT delivered';
    const { rows } = await this.#query(`${from} ${where}`, values);
    return rows.map((row) => toRecord(row) as OutboxEvent);
  }

  async #run(sql: string, values: unknown[]): Promise<number> {
    return (await this.#query(sql, values)).rowCount ?? 0;
  }

  async #query(sql: string, values: unknown[]): Promise<PostgresResult> {
    await this.#migrated();
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#pool.query(sql, values);
      } catch (error) {
        if (tries >= MAX_TRIES || !TRANSIENT.has(postgresError(error).code)) throw error;
      }
    }
  }

  /** Migrates once. After a failure the next caller tries again, since the database may have been unreachable. */
  async #migrated(): Promise<void> {
    this.#ready ??= migratePostgres(this.#pool);
    try {
      await this.#ready;
    } catch (error) {
      this.#ready = null;
      throw error;
    }
  }
}
