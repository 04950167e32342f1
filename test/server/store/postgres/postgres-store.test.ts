import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Pool, types } from 'pg';
import { postgresStore, type PostgresPool, type Store } from '../../../../src/server/index.ts';
import { sampleAttempt, sampleEvent, storeContract } from '../../../../src/server/testing/index.ts';
import { startPostgres, type Postgres } from '../../../tools/postgres.ts';
import { callEverything } from '../every-query.ts';

let postgres: Postgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

/** Opens a store whose `close()` ends its pool, since the contract opens two for each case. */
async function open(name: string, options = ''): Promise<Store> {
  const pool = await postgres.pool(name, { options });
  const store = postgresStore(pool);
  store.close = () => pool.end();
  return store;
}

describe('postgresStore', () => {
  storeContract({ test: it, open: (name) => open(name) });
});

describe('postgresStore with serializable transactions', () => {
  storeContract({ test: it, open: (name) => open(name, '-c default_transaction_isolation=serializable') });
});

describe('postgresStore and its pool', () => {
  it('reads numbers with any type parsers of the driver', async () => {
    const BIGINT = 20;
    const DOUBLE = 701;
    const parse = (id: number) => (text: string) => (id === BIGINT ? BigInt(text) : text);
    const getTypeParser = (id: number, format: 'text') =>
      id === BIGINT || id === DOUBLE ? parse(id) : types.getTypeParser(id, format);
    const store = postgresStore(await postgres.pool('parsers', { types: { getTypeParser } as never }));
    const made = sampleAttempt({
      amount: 429_496_729_500,
      gatewayId: Number.MAX_SAFE_INTEGER,
      dueAt: 0.5,
      lastStatus: 3.5,
    });
    await store.insert(made);
    assert.deepEqual(await store.byUuid('o1'), made);
    await store.update(made, {}, sampleEvent('e'));
    assert.deepEqual(await store.event('e'), sampleEvent('e'));
    const item = { key: 'i', gatewayId: Number.MAX_SAFE_INTEGER, uuid: null, receivedAt: 0.5 };
    await store.putInbox(item);
    assert.deepEqual(await store.listInbox(1), [item]);
  });

  it('throws the database’s error, and writes the attempt and its event together or not at all', async () => {
    const pool = await postgres.pool('halves');
    const store = postgresStore(pool);
    const made = sampleAttempt();
    await store.insert(made);
    await pool.query(`ALTER TABLE kvit_outbox ADD CHECK (key <> 'bad')`);
    await assert.rejects(store.update(made, { state: 'PAID' }, sampleEvent('bad')), { code: '23514' });
    assert.deepEqual(await store.byUuid('o1'), made);
    assert.equal((await store.update(made, { state: 'PAID' }, sampleEvent('good'))).kind, 'updated');
  });

  it('says in its error that the handle of a new attempt is taken', async () => {
    const store = postgresStore(await postgres.pool('handles'));
    await store.insert(sampleAttempt({ handle: 'h' }));
    const second = sampleAttempt({ uuid: 'o2', order: 'o2', handle: 'h' });
    await assert.rejects(store.insert(second), /its handle is taken/);
  });

  it('returns paid_exists only for the index that allows one PAID attempt', async () => {
    const pool = await postgres.pool('other_unique');
    const store = postgresStore(pool);
    const made = sampleAttempt();
    await store.insert(made);
    await store.insert(sampleAttempt({ uuid: 'o2', order: 'o2', paymentUrl: 'taken' }));
    await pool.query('CREATE UNIQUE INDEX once ON kvit_attempt ("paymentUrl")');
    await assert.rejects(store.update(made, { paymentUrl: 'taken' }, null), { code: '23505' });
  });

  it('uses a new connection after one was cut in the middle of a statement', async () => {
    const pool = await postgres.pool('cut', { max: 1 });
    const killer = await postgres.pool('cut_killer');
    const store = postgresStore(pool);
    const made = sampleAttempt();
    await store.insert(made);
    const blocker = await killer.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT FROM cut.kvit_attempt FOR UPDATE');
    const written = assert.rejects(store.update(made, { state: 'PAID' }, sampleEvent('e')));
    const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%kvit_attempt%'`;
    let pid: unknown;
    while (pid === undefined) pid = (await killer.query<{ pid: number }>(waiting)).rows[0]?.pid;
    await killer.query('SELECT pg_terminate_backend($1)', [pid]);
    await written;
    await blocker.query('ROLLBACK');
    blocker.release();
    assert.deepEqual(await store.byUuid('o1'), made);
    assert.equal(await store.event('e'), null);
    assert.equal((await store.update(made, { state: 'PAID' }, sampleEvent('e'))).kind, 'updated');
  });

  it('repeats a statement up to ten times after a serialization failure or a deadlock', async () => {
    const pool = await postgres.pool('transient');
    let code = '40001';
    let failures = 0;
    const query: PostgresPool['query'] = async (text, values) => {
      if (text.startsWith('INSERT') && failures > 0) {
        failures -= 1;
        throw Object.assign(new Error('rolled back'), { code });
      }
      return pool.query(text, values);
    };
    const store = postgresStore({ query, connect: () => pool.connect() });
    for (code of ['40001', '40P01']) {
      const first = sampleAttempt({ uuid: `first-${code}`, order: code });
      const second = sampleAttempt({ uuid: `second-${code}`, order: code, n: 2 });
      failures = 9;
      assert.equal(await store.insert(first), 'inserted');
      failures = 10;
      await assert.rejects(store.insert(second), { code });
      assert.equal(await store.byUuid(second.uuid), null);
    }
    code = '40003';
    failures = 1;
    await assert.rejects(store.insert(sampleAttempt()), { code });
  });

  it('tries again with the next call if the database was unreachable', async () => {
    const pool = await postgres.pool('later');
    let there = false;
    const gone = new Pool({ host: '127.0.0.1', port: 1 });
    const store = postgresStore({
      query: (text, values) => (there ? pool : gone).query(text, values),
      connect: () => (there ? pool : gone).connect(),
    });
    await assert.rejects(store.byUuid('o1'), { code: 'ECONNREFUSED' });
    there = true;
    assert.equal(await store.byUuid('o1'), null);
    await gone.end();
  });

  it('uses an index in every statement, so that a full table does not slow it down', async () => {
    const pool = await postgres.pool('plans', {
      options: '-c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off',
    });
    const asked: { text: string; values: unknown[] }[] = [];
    const query: PostgresPool['query'] = async (text, values = []) => {
      if (/ kvit_(?:attempt|inbox|outbox)\b[^;]*\bWHERE\b/.test(text)) asked.push({ text, values });
      return pool.query(text, values);
    };
    await callEverything(postgresStore({ query, connect: () => pool.connect() }));
    assert.ok(asked.length >= 13, `only ${asked.length} statements`);
    for (const { text, values } of asked) {
      const { rows } = await pool.query<Record<string, string>>(`EXPLAIN ${text}`, values);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      assert.doesNotMatch(plan, /Seq Scan on kvit_/, `${text}\n${plan}`);
      // the few attempts with one gateway id may be sorted; pages of a long table may not
      if (/ LIMIT \$/.test(text)) assert.doesNotMatch(plan, /Sort/, `${text}\n${plan}`);
    }
  });

  it('leaves the merchant’s pool open on close()', async () => {
    const pool = await postgres.pool('open');
    const store = postgresStore(pool);
    await store.byUuid('o1');
    await store.close();
    assert.equal((await pool.query('SELECT 1 AS one')).rows.length, 1);
  });
});
