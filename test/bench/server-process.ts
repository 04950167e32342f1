/** One process under load: a bare Fetch handler, or a signer whose gateway answers at once. It sends its URL when it listens. */
import process from 'node:process';
import { Pool } from 'pg';
import { listen } from '../../src/cli/service/http-listener.ts';
import { createSigner, postgresStore, sqliteStore, type Store } from '../../src/server/index.ts';
import { GOODS, instantGateway } from './instant-gateway.ts';

const [kind = '', where = ''] = process.argv.slice(2);

function storeOf(): Store {
  if (kind === 'SQLite') return sqliteStore(where);
  return postgresStore(new Pool({ connectionString: where, max: 8 }));
}

const gateway = instantGateway();

const signer =
  kind === 'bare'
    ? null
    : createSigner({
        shopId: 5,
        secret: 'test_secret',
        apiKey: 'test_key',
        gateway: 'http://127.0.0.1:9/api',
        fetch: gateway.fetch,
        limits: false,
        store: storeOf(),
        order: ({ uuid }) => ({ uuid, description: 'Хлеб', items: [GOODS] }),
      });

/** The baseline: reads the body and returns an answer of about the same size as the signer's. */
async function bare(request: Request): Promise<Response> {
  await request.text();
  return Response.json({ success: true, id: 'x'.repeat(43), paymentUrl: 'http://127.0.0.1:9/pay/x' });
}

const { url } = await listen('127.0.0.1', 0, signer ? (request) => signer.fetch(request) : bare);
process.on('message', () => process.send?.({ reads: gateway.reads() }));
process.once('disconnect', () => process.exit());
process.send?.({ url });
