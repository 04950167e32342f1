import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { sqliteStore } from '../../../../src/server/index.ts';
import { migrateSqlite } from '../../../../src/server/store/sqlite/sqlite-schema.ts';
import { callEverything } from '../every-query.ts';

/** How SQLite runs a statement, e.g. `SEARCH inbox USING INDEX inbox_age (…)`. */
function planOf(db: DatabaseSync, sql: string): string[] {
  return db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => String(detail));
}

test('every statement of sqliteStore uses an index, so that a full table does not slow it down', async (context) => {
  const prepare = context.mock.method(DatabaseSync.prototype, 'prepare');
  const store = sqliteStore(':memory:');
  await callEverything(store);
  await store.close();
  const statements = prepare.mock.calls.map(({ arguments: [sql] }) => sql);
  prepare.mock.restore();

  const db = new DatabaseSync(':memory:');
  migrateSqlite(db);
  const searching = statements.filter((sql) => /\bWHERE\b/.test(sql));
  assert.ok(searching.length >= 15, `only ${searching.length} statements`);
  for (const sql of searching) {
    const plan = planOf(db, sql).join('; ');
    assert.doesNotMatch(plan, /\bSCAN\b/, `${sql}: ${plan}`);
    // the few attempts with one gateway id may be sorted; pages of a long table may not
    if (/\bLIMIT\b/.test(sql)) assert.doesNotMatch(plan, /TEMP B-TREE/, `${sql}: ${plan}`);
  }
  db.close();
});
