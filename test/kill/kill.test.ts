import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runKills } from './kill-run.ts';
import { onPostgres, onSqlite } from './tested-stores.ts';

/** A short run; `npm run kill` does 200 kills. */
const KILLS = 6;

describe('a signer that is killed repeatedly loses nothing', { concurrency: true }, () => {
  for (const [name, keep] of [
    ['SQLite', onSqlite],
    ['PostgreSQL', onPostgres],
  ] as const) {
    it(`on ${name}`, async (test) => {
      const [store, end] = await keep();
      test.after(end);
      const report = await runKills(KILLS, 5, store);
      assert.ok(report.acknowledged > 0 && report.paid > 0, JSON.stringify(report));
    });
  }
});
