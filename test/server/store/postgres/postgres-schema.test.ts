import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Pool } from 'pg';
import { postgresStore } from '../../../../src/server/index.ts';
import { migratePostgres, POSTGRES_STEPS } from '../../../../src/server/store/postgres/postgres-schema.ts';
import { startPostgres, type Postgres } from '../../../tools/postgres.ts';
import { assertAcceptsWrites, assertReadsBack, firstVersion } from '../first-version/read-back.ts';

let postgres: Postgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

async function old(name: string): Promise<Pool> {
  const pool = await postgres.pool(name);
  await pool.query(firstVersion('postgres'));
  return pool;
}

/** Columns and indexes of a schema, without the schema's name. */
async function tables(pool: Pool, name: string): Promise<unknown> {
  const columns = await pool.query(
    `SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default
     FROM information_schema.columns WHERE table_schema = $1 ORDER BY table_name, ordinal_position`,
    [name],
  );
  const indexes = await pool.query(
    `SELECT replace(indexdef, $1 || '.', '') AS def FROM pg_indexes WHERE schemaname = $1 ORDER BY indexname`,
    [name],
  );
  const version = await pool.query('SELECT version FROM kvit_schema');
  return [columns.rows, indexes.rows, version.rows];
}

const MORE = [
  ...POSTGRES_STEPS,
  `ALTER TABLE kvit_attempt ADD COLUMN note text NOT NULL DEFAULT 'old'`,
  `UPDATE kvit_attempt SET note = note || '!' WHERE n = 1`,
];

describe('a database of the first version', () => {
  it('keeps its rows, accepts writes, and gets the schema of a new database', async () => {
    const pool = await old('v1');
    await assertReadsBack(postgresStore(pool));
    await assertAcceptsWrites(postgresStore(pool));
    const fresh = await postgres.pool('fresh');
    await postgresStore(fresh).byUuid('');
    assert.deepEqual(await tables(pool, 'v1'), await tables(fresh, 'fresh'));
  });

  it('is usable by a role that may not create tables', async () => {
    const pool = await old('v1_grants');
    await pool.query(`
      CREATE ROLE shop LOGIN;
      GRANT USAGE ON SCHEMA v1_grants TO shop;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA v1_grants TO shop;
    `);
    await migratePostgres(pool);
    const options = '-c search_path=v1_grants';
    const { Pool } = await import('pg');
    const shop = new Pool({ ...postgres.config, user: 'shop', options });
    try {
      await assertReadsBack(postgresStore(shop));
      await assertAcceptsWrites(postgresStore(shop));
    } finally {
      await shop.end();
    }
  });
});

describe('migratePostgres', () => {
  const notes = async (pool: Pool): Promise<unknown> =>
    (await pool.query('SELECT note, count(*)::int AS count FROM kvit_attempt GROUP BY note ORDER BY note'))
      .rows;
  const NOTED = [
    { note: 'old', count: 11 },
    { note: 'old!', count: 1 },
  ];

  it('applies each missing step once', async () => {
    const pool = await old('steps');
    for (let times = 0; times < 2; times += 1) await migratePostgres(pool, MORE);
    assert.deepEqual(await notes(pool), NOTED);
  });

  it('refuses a newer database in every call', async () => {
    const pool = await old('future');
    await migratePostgres(pool, MORE);
    const store = postgresStore(pool);
    for (let times = 0; times < 2; times += 1) {
      await assert.rejects(store.byUuid('o1'), /written by a newer version of kvit/);
    }
  });

  it('applies all steps or none', async () => {
    const pool = await old('broken');
    await assert.rejects(migratePostgres(pool, [...MORE, 'no SQL']), /syntax error/);
    await assertReadsBack(postgresStore(pool));
    const version = POSTGRES_STEPS.length;
    assert.deepEqual((await pool.query('SELECT version FROM kvit_schema')).rows, [{ version }]);
    await migratePostgres(pool, MORE);
    assert.deepEqual(await notes(pool), NOTED);
  });

  it('lets one of several starting processes migrate, on an old database and on an empty one', async () => {
    const prepare = await old('race');
    await postgres.pool('race_empty');
    const options = '-c default_transaction_isolation=serializable';
    for (const name of ['race', 'race_empty']) {
      const pools = await Promise.all(
        Array.from({ length: 8 }, () => postgres.pool(name, { max: 2, options })),
      );
      await Promise.all(pools.map((pool) => migratePostgres(pool, MORE)));
    }
    assert.deepEqual(await notes(prepare), NOTED);
  });
});
