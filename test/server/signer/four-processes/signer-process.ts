/** One signer of a shop as a process of its own: told by its arguments where gateway and store are, says where it listens. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { getRequestListener } from '@hono/node-server';
import { Pool, type PoolConfig } from 'pg';
import { createSigner, postgresStore, sqliteStore } from '../../../../src/server/index.ts';
import { ACCOUNT, CLAIM } from '../../shop.ts';

/** A file's path, or where a PostgreSQL is. */
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
const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
// with the test that started it
process.once('disconnect', () => process.exit());
