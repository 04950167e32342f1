import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { it } from 'node:test';
import { migrateSqlite } from '../../../src/server/store/sqlite/sqlite-schema.ts';

it('an inbox that strangers have filled is paged through by an index, not sorted whole for each page', () => {
  const db = new DatabaseSync(':memory:');
  migrateSqlite(db);
  const page = "SELECT * FROM inbox WHERE (receivedAt, key) > (0, '') ORDER BY receivedAt, key LIMIT 200";
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${page}`).all();
  assert.deepEqual(
    plan.map(({ detail }) => detail),
    ['SEARCH inbox USING INDEX inbox_age ((receivedAt,key)>(?,?))'],
  );
  db.close();
});
