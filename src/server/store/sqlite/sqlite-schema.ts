import type { DatabaseSync } from 'node:sqlite';

/** Migrations of the schema, each applied once; the file's `user_version` counts them. A published step never changes. */
export const SQLITE_STEPS: readonly string[] = [
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
  `CREATE INDEX inbox_age ON inbox (receivedAt, key);`,
  `ALTER TABLE attempt ADD COLUMN consents TEXT;`,
];

/** The number of steps that the file has. @throws {Error} when a newer kit wrote it */
function readVersion(db: DatabaseSync, known: number): number {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > known) throw new Error('the store was written by a newer version of kvit');
  return version;
}

/**
 * Makes the file durable and migrates its schema, all steps or none. If several processes start at once, one migrates and the
 * others wait.
 *
 * @throws {Error} when a newer kit wrote the file
 */
export function migrateSqlite(db: DatabaseSync, steps: readonly string[] = SQLITE_STEPS): void {
  // first, so that two processes that open a new file wait for each other
  db.exec('PRAGMA busy_timeout = 5000');
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  // no write for a file that is up to date: it would wait for other writers
  if (readVersion(db, steps.length) === steps.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps.slice(readVersion(db, steps.length))) db.exec(step);
    db.exec(`PRAGMA user_version = ${steps.length}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
