import type { DatabaseSync } from 'node:sqlite';

/** Steps of the schema, each applied once; the file's `user_version` counts them. A published step never changes. */
const STEPS: readonly string[] = [
  `
  CREATE TABLE attempt (
    uuid TEXT PRIMARY KEY,
    "order" TEXT NOT NULL,
    n INTEGER NOT NULL,
    handle TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    digest TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    idempotencyKey TEXT UNIQUE,
    bodyHash TEXT,
    gatewayId INTEGER,
    paymentUrl TEXT,
    lastStatus REAL,
    leaseUntil REAL NOT NULL,
    checkedAt REAL NOT NULL,
    seenAt REAL NOT NULL,
    dueAt REAL,
    receiptsAt REAL NOT NULL,
    receipts TEXT,
    version INTEGER NOT NULL,
    createdAt REAL NOT NULL,
    updatedAt REAL NOT NULL,
    UNIQUE ("order", n)
  ) STRICT;
  CREATE UNIQUE INDEX attempt_paid_once ON attempt ("order") WHERE state = 'PAID';
  CREATE INDEX attempt_gateway ON attempt (gatewayId) WHERE gatewayId IS NOT NULL;
  CREATE INDEX attempt_due ON attempt (dueAt) WHERE dueAt IS NOT NULL;

  CREATE TABLE inbox (
    key TEXT PRIMARY KEY,
    gatewayId INTEGER,
    uuid TEXT,
    receivedAt REAL NOT NULL
  ) STRICT;

  CREATE TABLE outbox (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    attempt TEXT NOT NULL REFERENCES attempt (uuid),
    tries INTEGER NOT NULL,
    dueAt REAL NOT NULL,
    delivered INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX outbox_due ON outbox (dueAt) WHERE delivered = 0;
  `,
];

/**
 * Makes the file durable and brings its schema up to date.
 *
 * @throws {Error} when a newer kit has written it
 */
export function migrate(db: DatabaseSync): void {
  // first, so that two processes opening a new file wait for one another
  db.exec('PRAGMA busy_timeout = 5000');
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  db.exec('BEGIN IMMEDIATE');
  try {
    const row = db.prepare('PRAGMA user_version').get();
    const version = Number(row?.['user_version'] ?? 0);
    if (version > STEPS.length) throw new Error('the store was written by a newer version of kvit');
    for (const step of STEPS.slice(version)) db.exec(step);
    db.exec(`PRAGMA user_version = ${STEPS.length}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
