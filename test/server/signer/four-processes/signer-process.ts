/** One signer of a shop in a process of its own. Its arguments name the gateway and the store; it sends its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { getRequestListener } from '@hono/node-server';
import { Pool, type PoolConfig } from 'pg';
import { createSigner, postgresStore, sqliteStore } from '../../../../src/server/index.ts';
import { ACCOUNT, CLAIM } from '../../shop.ts';

/** The path of a SQLite file, or the address of a PostgreSQL server. */
type Where = string | PoolConfig;

const [gateway = '', place = '""'] = process.argv.slice(2);
const where = JSON.parse(place) as Where;
const signer = createSigner({
  ...ACCOUNT,
  gateway,
  store: typeof where === 'string' ? sqliteStore(where) : postgresStore(new Pool({ ...where, max: 8 })),
  order: ({ uuid }) => ({ ...CLAIM, uuid }),
});
const listener = getRequestListener(signer.fetch, { overrideGlobalObjects: false });
// A busy machine may pause longer than Node keeps an idle connection, and the next click would meet a closed one.
const KEEP_ALIVE_MS = 600_000;
const server = createServer(
  { keepAliveTimeout: KEEP_ALIVE_MS },
  (incoming, outgoing) => void listener(incoming, outgoing),
);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
// It ends with the test that started it.
process.once('disconnect', () => process.exit());
