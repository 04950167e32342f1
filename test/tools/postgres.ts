import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { Pool, type PoolConfig } from 'pg';
import { postgresFolder } from '../../tools/postgres.ts';
import { freePort } from './free-port.ts';

/** A database server of one's own: empty, on the loopback, gone when the test file ends. */
export interface Postgres {
  /** for a pool of this or another process */
  readonly config: PoolConfig;
  /** A pool whose tables lie in a schema of that name, which is made if missing. The server's stop ends it. */
  pool(schema: string, config?: PoolConfig): Promise<Pool>;
  stop(): Promise<void>;
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root, for whom Debian's package has made a user. */
function owner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => {
    const { stdout, status } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    if (status !== 0) throw new Error('there is no user called postgres: run `npm run setup`');
    return Number(stdout);
  };
  return { uid: id('-u'), gid: id('-g') };
}

/** `LC_ALL=C`, because what it says is read. */
const options = (as: Owner, cwd: string) => ({ ...as, cwd, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } });

function makeCluster(bin: string, folder: string, as: Owner): void {
  const args = ['-D', join(folder, 'data'), '-U', 'kvit', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const { status, stderr } = spawnSync(join(bin, 'initdb'), args, {
    ...options(as, folder),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`initdb: ${stderr}`);
}

const settings = (port: number, tuning: Readonly<Record<string, string>>): string[] =>
  Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    // a crash of this machine ends the test with the data
    fsync: 'off',
    ...tuning,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * Lives as long as its standard input, which ends with this process however that ends; then it stops the server ("fast": without
 * waiting for clients) and takes the data with it. It says nothing itself, so the pipe of words ends with the server.
 */
const GUARD = `trap '' INT TERM
folder=$1; shift
"$@" & server=$!
exec 2>/dev/null
read -r _
kill -INT "$server"
wait "$server"
rm -rf "$folder"`;

/** Resolves when it takes connections. @throws {Error} with its last words when it ends first */
function ready(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    if (!server.stderr) return reject(new Error('postgres: nothing to read'));
    // read to the end, or a full pipe would stop it
    const lines = createInterface(server.stderr);
    lines.once('close', () => reject(new Error(`postgres ended: ${said.slice(-5).join('\n')}`)));
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes('ready to accept connections')) resolve();
    });
  });
}

async function exited(server: ChildProcess): Promise<void> {
  const exit = once(server, 'exit');
  server.stdin?.end();
  await exit;
}

/**
 * Starts a fresh PostgreSQL on a port nobody uses. It is stopped by `stop()`, and at the latest when this process ends.
 *
 * @param tuning settings in place of ours, e.g. `fsync`
 */
export async function startPostgres(tuning: Readonly<Record<string, string>> = {}): Promise<Postgres> {
  const bin = postgresFolder();
  const as = owner();
  const folder = mkdtempSync(join(tmpdir(), 'kvit-postgres-'));
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  makeCluster(bin, folder, as);
  const port = await freePort();
  const program = [join(bin, 'postgres'), '-D', join(folder, 'data'), ...settings(port, tuning)];
  const server = spawn('/bin/sh', ['-c', GUARD, 'kvit-postgres', folder, ...program], {
    ...options(as, folder),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  await ready(server);
  const pools: Pool[] = [];
  const config = { host: '127.0.0.1', port, user: 'kvit', database: 'postgres' };
  return {
    config,
    async pool(schema, own = {}) {
      const pool = new Pool({
        max: 4,
        ...config,
        ...own,
        options: `${own.options ?? ''} -c search_path=${schema}`,
      });
      pools.push(pool);
      // an idle connection that breaks is an event that would end the process
      pool.on('error', () => undefined);
      await pool.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
      return pool;
    },
    async stop() {
      await Promise.all(pools.filter(({ ended, ending }) => !ended && !ending).map((pool) => pool.end()));
      await exited(server);
    },
  };
}
