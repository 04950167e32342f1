import { postgresStore } from '../../server/store/postgres/postgres-store.ts';
import { sqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import type { Config } from '../config/config.ts';
import { overrideStore } from './override-store.ts';
import { ConfigurationError } from '../config/configuration-error.ts';

/** Time limits of the driver in ms. Without them, statements behind a lock or a dead network would hold all connections. Poolers refuse the server's own limits. */
const TIMEOUTS = { connectionTimeoutMillis: 5_000, query_timeout: 15_000, keepAlive: true };

/** Opens a store whose `close()` also ends its pool. */
async function openPostgres(url: string, onError: (error: Error) => void): Promise<Store> {
  const pg = await import('pg').catch(() => {
    throw new ConfigurationError('store.postgres needs the package pg: npm install pg');
  });
  const pool = new pg.default.Pool({ connectionString: url, ...TIMEOUTS });
  // an unhandled error of an idle connection would end the process
  pool.on('error', onError);
  const store = postgresStore(pool);
  try {
    // creates or migrates the tables, and reports an unreachable database at the start
    await store.byUuid('start');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return overrideStore(store, {
    close: async () => {
      await store.close();
      await pool.end();
    },
  });
}

/**
 * Opens the store of a configuration.
 *
 * @param onError called with errors of idle connections
 * @throws {ConfigurationError} when the package `pg` is missing
 * @throws {Error} when the store cannot be opened
 */
export async function openStore(
  { store }: Config,
  databaseUrl: string | undefined,
  onError: (error: Error) => void,
): Promise<Store> {
  try {
    return 'sqlite' in store ? sqliteStore(store.sqlite) : await openPostgres(databaseUrl ?? '', onError);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const where = 'sqlite' in store ? store.sqlite : 'PostgreSQL';
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`store: ${where} cannot be opened: ${reason}`, { cause: error });
  }
}
