import type { PostgresClient, PostgresPool } from './postgres-pool.ts';

/** The index that prevents a second PAID attempt of an order; PostgreSQL names it in the error. */
export const PAID_ONCE = 'kvit_attempt_paid_once';

/**
 * Migrations of the schema, each applied once; `kvit_schema` counts them. A published step never changes.
 *
 * Money, ids and counters are `bigint`. Times are `double precision`: they may have fractions of a millisecond, and whole
 * milliseconds are exact for 285 000 years. Names have the collation "C", so they sort the same in every database.
 */
export const POSTGRES_STEPS: readonly string[] = [
  `
  CREATE TABLE kvit_attempt (
    uuid text COLLATE "C" PRIMARY KEY,
    "order" text COLLATE "C" NOT NULL,
    n bigint NOT NULL,
    handle text COLLATE "C" NOT NULL UNIQUE,
    state text NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    digest text NOT NULL,
    snapshot text NOT NULL,
    "idempotencyKey" text COLLATE "C" UNIQUE,
    "bodyHash" text,
    "gatewayId" bigint,
    "paymentUrl" text,
    "lastStatus" double precision,
    "leaseUntil" double precision NOT NULL,
    "checkedAt" double precision NOT NULL,
    "seenAt" double precision NOT NULL,
    "dueAt" double precision,
    "receiptsAt" double precision NOT NULL,
    receipts text,
    version bigint NOT NULL,
    "createdAt" double precision NOT NULL,
    "updatedAt" double precision NOT NULL,
    UNIQUE ("order", n)
  );
  CREATE UNIQUE INDEX ${PAID_ONCE} ON kvit_attempt ("order") WHERE state = 'PAID';
  CREATE INDEX kvit_attempt_gateway ON kvit_attempt ("gatewayId") WHERE "gatewayId" IS NOT NULL;
  CREATE INDEX kvit_attempt_due ON kvit_attempt ("dueAt") WHERE "dueAt" IS NOT NULL;

  CREATE TABLE kvit_inbox (
    key text COLLATE "C" PRIMARY KEY,
    "gatewayId" bigint,
    uuid text,
    "receivedAt" double precision NOT NULL
  );
  CREATE INDEX kvit_inbox_age ON kvit_inbox ("receivedAt", key);

  CREATE TABLE kvit_outbox (
    key text COLLATE "C" PRIMARY KEY,
    kind text NOT NULL,
    attempt text COLLATE "C" NOT NULL REFERENCES kvit_attempt (uuid),
    tries bigint NOT NULL,
    "dueAt" double precision NOT NULL,
    delivered boolean NOT NULL DEFAULT false
  );
  CREATE INDEX kvit_outbox_due ON kvit_outbox ("dueAt") WHERE NOT delivered;
  `,
  `ALTER TABLE kvit_attempt ADD COLUMN consents text;`,
];

/** Advisory lock of a migration: 'kvit' in ASCII. */
const LOCK = 0x6b766974;

/** Queries the catalogue: `to_regclass` uses a cache, which misses tables created while we waited for the lock. */
const IS_THERE = `SELECT FROM pg_catalog.pg_tables
  WHERE tablename = 'kvit_schema' AND schemaname = ANY (pg_catalog.current_schemas(false))`;

/** The number of steps that the database has. @throws {Error} when a newer kit wrote it */
async function readVersion(db: Pick<PostgresClient, 'query'>, known: number): Promise<number> {
  if ((await db.query(IS_THERE)).rows.length === 0) return 0;
  const version = Number((await db.query('SELECT version FROM kvit_schema')).rows[0]?.['version']);
  if (version > known) throw new Error('the store was written by a newer version of kvit');
  return version;
}

/**
 * Migrates the tables, all steps or none. If several processes start at once, one migrates and the others wait.
 *
 * @throws {Error} when a newer kit wrote the tables, and every error of the database
 */
export async function migratePostgres(
  pool: PostgresPool,
  steps: readonly string[] = POSTGRES_STEPS,
): Promise<void> {
  // first without a lock, since the role may have no right to create tables once they exist
  if ((await readVersion(pool, steps.length)) === steps.length) return;
  const client = await pool.connect();
  try {
    // READ COMMITTED, so that we see what another process created before we got the lock
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const version = await readVersion(client, steps.length);
    if (version === 0) {
      await client.query('CREATE TABLE kvit_schema (version integer NOT NULL)');
      await client.query('INSERT INTO kvit_schema (version) VALUES (0)');
    }
    for (const step of steps.slice(version)) await client.query(step);
    await client.query('UPDATE kvit_schema SET version = $1', [steps.length]);
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    // closing the connection rolls back, even if the connection is broken
    client.release(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}
