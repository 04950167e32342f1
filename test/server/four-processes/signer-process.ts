/** One signer of a shop as a process of its own: told by its arguments where gateway and database are, says where it listens. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { getRequestListener } from '@hono/node-server';
import { Pool, type PoolConfig } from 'pg';
import { createSigner, postgresStore } from '../../../src/server/index.ts';
import { ACCOUNT, CLAIM } from '../shop.ts';

const [gateway = '', database = '{}'] = process.argv.slice(2);
const pool = new Pool({ ...(JSON.parse(database) as PoolConfig), max: 8 });
const signer = createSigner({
  ...ACCOUNT,
  gateway,
  store: postgresStore(pool),
  order: ({ uuid }) => ({ ...CLAIM, uuid }),
});
const listener = getRequestListener(signer.fetch, { overrideGlobalObjects: false });
const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
// with the test that started it
process.once('disconnect', () => process.exit());
