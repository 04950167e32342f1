import type { PostgresClient, PostgresPool } from './postgres-pool.ts';

/** Raised when a second attempt of an order would become PAID. */
export const PAID_ONCE = 'kvit_attempt_paid_once';

/**
 * Steps of the schema, each applied once; `kvit_schema` counts them. A published step never changes.
 *
 * Money, ids and counters are `bigint`; times are `double precision`, since a moment may have a fraction of a millisecond and
 * whole ones are exact for the next 285 000 years. Names compare by code point, whatever the database's language is.
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

/** 'kvit' in ASCII: whoever migrates holds this lock of the database. */
const LOCK = 0x6b766974;

/** Reads the catalogue as a table: `to_regclass` answers from a cache that knows nothing of what was made while we waited. */
const IS_THERE = `SELECT FROM pg_catalog.pg_tables
  WHERE tablename = 'kvit_schema' AND schemaname = ANY (pg_catalog.current_schemas(false))`;

/** How many steps the database has seen. @throws {Error} when a newer kit has written it */
async function readVersion(db: Pick<PostgresClient, 'query'>, known: number): Promise<number> {
  if ((await db.query(IS_THERE)).rows.length === 0) return 0;
  const version = Number((await db.query('SELECT version FROM kvit_schema')).rows[0]?.['version']);
  if (version > known) throw new Error('the store was written by a newer version of kvit');
  return version;
}

/**
 * Brings the tables up to date, all steps or none. Of several processes one does it and the others wait for it.
 *
 * @throws {Error} when a newer kit has written them, and whatever the database throws
 */
export async function migratePostgres(
  pool: PostgresPool,
  steps: readonly string[] = POSTGRES_STEPS,
): Promise<void> {
  // first without a lock: a shop's role need not be allowed to make tables once they are there
  if ((await readVersion(pool, steps.length)) === steps.length) return;
  const client = await pool.connect();
  try {
    // READ COMMITTED, so that what another process has made before the lock was ours is seen
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
    // closing the connection rolls back, also when there is nobody left to tell ROLLBACK
    client.release(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}
