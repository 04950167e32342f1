import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { killing } from './killing.ts';
import { onPostgres, onSqlite } from './keepings.ts';

/** A taste in each run of the tests; `npm run kill` is the whole of it. */
const KILLS = 12;

describe('a signer that is killed over and over loses nothing', { concurrency: true }, () => {
  for (const [name, keep] of [
    ['SQLite', onSqlite],
    ['PostgreSQL', onPostgres],
  ] as const) {
    it(`on ${name}`, async (test) => {
      const [keeping, end] = await keep();
      test.after(end);
      const report = await killing(KILLS, 5, keeping);
      assert.ok(report.acknowledged > 0 && report.paid > 0, JSON.stringify(report));
    });
  }
});
