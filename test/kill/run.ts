/** `npm run kill -- [--kills N] [--seed S]`: kill -9 of `kvit serve` under load, on SQLite and on PostgreSQL. */
import { parseArgs } from 'node:util';
import { killing } from './killing.ts';
import { onPostgres, onSqlite } from './keepings.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});

for (const [name, keep] of [
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
] as const) {
  const [keeping, end] = await keep();
  const began = Date.now();
  try {
    const report = await killing(Number(values.kills), Number(values.seed), keeping);
    console.log(
      `${name}: nothing lost, no second page: ${JSON.stringify(report)} in ${Math.round((Date.now() - began) / 1000)} s`,
    );
  } finally {
    await end();
  }
}
