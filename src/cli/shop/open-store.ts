import { postgresStore } from '../../server/store/postgres/postgres-store.ts';
import { sqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import type { Config } from '../config/config.ts';
import { storeWith } from './override-store.ts';
import { SetupError } from '../config/configuration-error.ts';

/** Without an end, some statements behind a lock or a dead network would keep all connections; ms. The driver's, since poolers refuse the server's. */
const TIMEOUTS = { connectionTimeoutMillis: 5_000, query_timeout: 15_000, keepAlive: true };

/** Ends the pool with the store, which was only lent it. */
async function openPostgres(url: string, trouble: (error: Error) => void): Promise<Store> {
  const pg = await import('pg').catch(() => {
    throw new SetupError('store.postgres needs the package pg: npm install pg');
  });
  const pool = new pg.default.Pool({ connectionString: url, ...TIMEOUTS });
  // a connection that breaks while nobody uses it would end the process
  pool.on('error', trouble);
  const store = postgresStore(pool);
  try {
    // makes or renews the tables, and shows at the start that there is a database
    await store.byUuid('start');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return storeWith(store, {
    close: async () => {
      await store.close();
      await pool.end();
    },
  });
}

/** @throws {SetupError} when it cannot be had because something is missing here, {Error} when it does not answer */
export async function openStore(
  { store }: Config,
  databaseUrl: string | undefined,
  trouble: (error: Error) => void,
): Promise<Store> {
  try {
    return 'sqlite' in store ? sqliteStore(store.sqlite) : await openPostgres(databaseUrl ?? '', trouble);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const where = 'sqlite' in store ? store.sqlite : 'PostgreSQL';
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`store: ${where} cannot be opened: ${reason}`, { cause: error });
  }
}
