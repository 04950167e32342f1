/** `npm run kill -- [--kills N] [--seed S]`: kill -9 of `kvit serve` under load, on SQLite and on PostgreSQL. */
import { parseArgs } from 'node:util';
import { runKills } from './kill-run.ts';
import { onPostgres, onSqlite } from './tested-stores.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});

for (const [name, keep] of [
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
] as const) {
  const [store, end] = await keep();
  const began = Date.now();
  try {
    const report = await runKills(Number(values.kills), Number(values.seed), store);
    console.log(
      `${name}: nothing lost, no second page: ${JSON.stringify(report)} in ${Math.round((Date.now() - began) / 1000)} s`,
    );
  } finally {
    await end();
  }
}
