import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { it } from 'node:test';
import { openStore } from '../../../src/cli/shop/open-store.ts';

/** AuthenticationOk and ReadyForQuery. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

it('stops waiting for a statement that PostgreSQL does not answer, since ten would hold every connection', async (test) => {
  const server = createServer().listen(0, '127.0.0.1');
  test.after(() => server.close());
  await once(server, 'listening');
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const { port } = server.address() as AddressInfo;
  const url = `postgres://kvit@127.0.0.1:${port}/kvit`;
  const opening = openStore({ store: { postgres: true } } as never, url, () => undefined);
  const refused = assert.rejects(opening, /timeout/);
  const [socket] = (await once(server, 'connection')) as [Socket];
  await once(socket, 'data');
  socket.write(WELCOME);
  await once(socket, 'data');
  test.mock.timers.tick(60_000);
  await refused;
  socket.destroy();
});
