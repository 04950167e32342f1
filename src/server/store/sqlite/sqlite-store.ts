import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Attempt, AttemptChange } from '../records/attempt.ts';
import type { OutboxEvent } from '../records/outbox-event.ts';
import { migrateSqlite } from './sqlite-schema.ts';
import type { InboxItem, InsertResult, Store, UpdateResult } from '../store.ts';

type Row = Record<string, SQLOutputValue>;

/**
 * Opens a durable store in one SQLite file, for any number of processes on one machine. It needs `node:sqlite` (Node 22.13,
 * Deno 2.2).
 *
 * @param path the file, created if missing; `:memory:` keeps the data in memory
 * @throws {Error} when this runtime has no `node:sqlite`, the file cannot be opened, or a newer kit wrote it
 */
export function sqliteStore(path: string): Store {
  // an import would fail in runtimes without it, and take the rest of the kit along
  const sqlite = globalThis.process?.getBuiltinModule?.('node:sqlite');
  if (!sqlite) throw new Error('sqliteStore needs node:sqlite: Node 22.13 or newer');
  const db = new sqlite.DatabaseSync(path);
  try {
    migrateSqlite(db);
    return new SqliteStore(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('UNIQUE constraint failed: attempt.order');

/** Before the first page of the inbox: no clock gives this time. */
const BEFORE_ALL = { receivedAt: -1e300, key: '' };

/** Only this class writes rows, so their columns need no check. */
const toAttempt = (row: Row): Attempt => ({ ...row }) as unknown as Attempt;

class SqliteStore implements Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  async insert(attempt: Attempt): Promise<InsertResult> {
    const { order, n, idempotencyKey: key, uuid } = attempt;
    return this.#transaction(() => {
      if (this.#row('SELECT 1 FROM attempt WHERE "order" = ? AND n = ?', order, n)) return 'n_taken';
      if (this.#row('SELECT 1 FROM attempt WHERE idempotencyKey = ?', key)) return 'key_taken';
      if (this.#row('SELECT 1 FROM attempt WHERE uuid = ?', uuid)) return 'uuid_taken';
      const columns = Object.keys(attempt);
      const names = columns.map((name) => `"${name}"`).join(', ');
      const places = columns.map(() => '?').join(', ');
      this.#run(`INSERT INTO attempt (${names}) VALUES (${places})`, ...Object.values(attempt));
      return 'inserted';
    });
  }

  async update(from: Attempt, change: AttemptChange, event: OutboxEvent | null): Promise<UpdateResult> {
    try {
      return this.#transaction(() => this.#update(from, change, event));
    } catch (error) {
      if (isUniqueViolation(error)) return { kind: 'paid_exists' };
      throw error;
    }
  }

  async byUuid(uuid: string): Promise<Attempt | null> {
    return this.#attempt('SELECT * FROM attempt WHERE uuid = ?', uuid);
  }

  async byHandle(handle: string): Promise<Attempt | null> {
    return this.#attempt('SELECT * FROM attempt WHERE handle = ?', handle);
  }

  async byIdempotencyKey(key: string): Promise<Attempt | null> {
    return this.#attempt('SELECT * FROM attempt WHERE idempotencyKey = ?', key);
  }

  async byGatewayId(id: number): Promise<Attempt | null> {
    return this.#attempt('SELECT * FROM attempt WHERE gatewayId = ? ORDER BY createdAt', id);
  }

  async ofOrder(order: string): Promise<readonly Attempt[]> {
    return this.#attempts('SELECT * FROM attempt WHERE "order" = ? ORDER BY n', order);
  }

  async due(now: number, limit: number): Promise<readonly Attempt[]> {
    return this.#attempts('SELECT * FROM attempt WHERE dueAt <= ? ORDER BY dueAt LIMIT ?', now, limit);
  }

  async putInbox({ key, gatewayId, uuid, receivedAt }: InboxItem): Promise<void> {
    const into = 'INSERT INTO inbox (key, gatewayId, uuid, receivedAt) VALUES (?, ?, ?, ?)';
    this.#run(`${into} ON CONFLICT DO NOTHING`, key, gatewayId, uuid, receivedAt);
  }

  async listInbox(limit: number, after?: InboxItem): Promise<readonly InboxItem[]> {
    const where = 'WHERE (receivedAt, key) > (?, ?) ORDER BY receivedAt, key LIMIT ?';
    const { receivedAt, key } = after ?? BEFORE_ALL;
    const rows = this.#rows(`SELECT * FROM inbox ${where}`, receivedAt, key, limit);
    return rows.map((row) => ({ ...row }) as unknown as InboxItem);
  }

  async dropInbox(key: string): Promise<void> {
    this.#run('DELETE FROM inbox WHERE key = ?', key);
  }

  async event(key: string): Promise<OutboxEvent | null> {
    const rows = this.#events('WHERE delivered = 0 AND key = ?', key);
    return rows[0] ?? null;
  }

  async pendingEvents(now: number, limit: number): Promise<readonly OutboxEvent[]> {
    return this.#events('WHERE delivered = 0 AND dueAt <= ? ORDER BY dueAt LIMIT ?', now, limit);
  }

  async claimEvent({ key, tries }: OutboxEvent, dueAt: number): Promise<boolean> {
    const claim =
      'UPDATE outbox SET tries = tries + 1, dueAt = ? WHERE key = ? AND tries = ? AND delivered = 0';
    return this.#run(claim, dueAt, key, tries) === 1;
  }

  async finishEvent(key: string): Promise<void> {
    this.#run('UPDATE outbox SET delivered = 1 WHERE key = ?', key);
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  #update(from: Attempt, change: AttemptChange, event: OutboxEvent | null): UpdateResult {
    const names = [...Object.keys(change), 'version'].map((name) => `"${name}" = ?`).join(', ');
    const values = [...Object.values(change), from.version + 1];
    const attempt = this.#attempt(
      `UPDATE attempt SET ${names} WHERE uuid = ? AND version = ? RETURNING *`,
      ...values,
      from.uuid,
      from.version,
    );
    if (!attempt) return { kind: 'conflict' };
    if (event) {
      const into = 'INSERT INTO outbox (key, kind, attempt, tries, dueAt) VALUES (?, ?, ?, ?, ?)';
      const { key, kind, attempt: about, tries, dueAt } = event;
      this.#run(`${into} ON CONFLICT DO NOTHING`, key, kind, about, tries, dueAt);
    }
    return { kind: 'updated', attempt };
  }

  /** Runs `work` in an IMMEDIATE transaction: after a plain BEGIN, another process could write between a read and a write. */
  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has already rolled back if the disk is full
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #row(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  #rows(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  #attempts(sql: string, ...values: SQLInputValue[]): readonly Attempt[] {
    return this.#rows(sql, ...values).map(toAttempt);
  }

  #attempt(sql: string, ...values: SQLInputValue[]): Attempt | null {
    const row = this.#row(sql, ...values);
    return row ? toAttempt(row) : null;
  }

  #events(where: string, ...values: SQLInputValue[]): readonly OutboxEvent[] {
    const rows = this.#rows(`SELECT key, kind, attempt, tries, dueAt FROM outbox ${where}`, ...values);
    return rows.map((row) => ({ ...row }) as unknown as OutboxEvent);
  }
}
