import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import pg from 'pg';
import { openStore } from '../../../src/cli/shop/open-store.ts';
import { POSTGRES_STEPS } from '../../../src/server/store/postgres/postgres-schema.ts';

const CONFIG = { store: { postgres: true } } as Parameters<typeof openStore>[0];

/** AuthenticationOk and ReadyForQuery. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** Replaces the pools of `pg` by ones that answer as a migrated database would, or fail. */
function fakePools(test: TestContext, failure?: Error) {
  const pools: pg.Pool[] = [];
  const query = async function (this: pg.Pool): Promise<{ rows: unknown[]; rowCount: number }> {
    pools.push(this);
    if (failure) throw failure;
    return { rows: [{ version: POSTGRES_STEPS.length }], rowCount: 1 };
  };
  test.mock.method(pg.Pool.prototype, 'query', query as never);
  const end = test.mock.method(pg.Pool.prototype, 'end', async () => undefined);
  return { pools, end: end.mock };
}

describe('openStore for PostgreSQL', () => {
  it('ends its pool when the store is closed', async (test) => {
    const { end } = fakePools(test);
    const store = await openStore(CONFIG, 'postgres://127.0.0.1:1/kvit', () => undefined);
    assert.equal(end.callCount(), 0);
    await store.close();
    assert.equal(end.callCount(), 1);
  });

  it('ends its pool when the database fails at the start', async (test) => {
    const { end } = fakePools(test, new Error('no such database'));
    const opening = openStore(CONFIG, 'postgres://127.0.0.1:1/kvit', () => undefined);
    await assert.rejects(opening, /^Error: store: PostgreSQL cannot be opened: no such database$/);
    assert.equal(end.callCount(), 1);
  });

  it('reports an error of an idle connection, which would otherwise end the process', async (test) => {
    const { pools } = fakePools(test);
    const errors: string[] = [];
    await openStore(CONFIG, 'postgres://127.0.0.1:1/kvit', ({ message }) => errors.push(message));
    pools[0]?.emit('error', new Error('connection lost'), undefined);
    assert.deepEqual(errors, ['connection lost']);
  });

  it('stops waiting for a statement that PostgreSQL does not answer, since ten would hold every connection', async (test) => {
    const server = createServer().listen(0, '127.0.0.1');
    test.after(() => server.close());
    await once(server, 'listening');
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const { port } = server.address() as AddressInfo;
    const opening = openStore(CONFIG, `postgres://kvit@127.0.0.1:${port}/kvit`, () => undefined);
    const refused = assert.rejects(opening, /timeout/);
    const [socket] = (await once(server, 'connection')) as [Socket];
    await once(socket, 'data');
    socket.write(WELCOME);
    await once(socket, 'data');
    test.mock.timers.tick(60_000);
    await refused;
    socket.destroy();
  });
});
