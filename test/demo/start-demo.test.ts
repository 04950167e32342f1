import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startDemo } from '../../demo/start-demo.ts';

test('the demo has its handlers before it listens: a request that nobody handles is never answered', async (t) => {
  const handlers: number[] = [];
  const { listen } = Server.prototype;
  t.mock.method(Server.prototype, 'listen', function (this: Server, ...args: Parameters<Server['listen']>) {
    handlers.push(this.listenerCount('request'));
    return listen.apply(this, args);
  });
  const demo = await startDemo({ port: 0, quiet: true });
  await demo.close();
  assert.deepEqual(handlers, [1, 1]);
});

test('a port that is taken is an error, and nothing else keeps running', async () => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await assert.rejects(startDemo({ port, quiet: true }), { code: 'EADDRINUSE' });
  other.close();
  await once(other, 'close');
  await assert.rejects(fetch(`http://127.0.0.1:${port + 1}/api`));
});
