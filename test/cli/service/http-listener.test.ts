import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { listen } from '../../../src/cli/service/http-listener.ts';

describe('listen', () => {
  it('limits the time of a request’s headers and of a whole request', async (test) => {
    const create = test.mock.method(http, 'createServer');
    syncBuiltinESMExports();
    test.after(() => {
      create.mock.restore();
      syncBuiltinESMExports();
    });
    const { stop } = await listen('127.0.0.1', 0, async () => new Response());
    await stop(0);
    const { headersTimeout, requestTimeout } = create.mock.calls[0]?.result ?? {};
    assert.deepEqual([headersTimeout, requestTimeout], [10_000, 30_000]);
  });

  it('passes the client’s address to the handler', async () => {
    const peers: string[] = [];
    const { url, stop } = await listen('127.0.0.1', 0, async (_, peer) => {
      peers.push(peer);
      return new Response('ok');
    });
    assert.equal(await (await fetch(url)).text(), 'ok');
    await stop(0);
    assert.deepEqual(peers, ['127.0.0.1']);
  });

  it('waits for a running request when it stops, and accepts no new one', async () => {
    const events = new EventEmitter();
    const started = once(events, 'start');
    const { url, stop } = await listen('127.0.0.1', 0, async () => {
      const finished = once(events, 'finish');
      events.emit('start');
      await finished;
      return new Response('done');
    });
    const running = once(http.get(url, { agent: false }), 'response') as Promise<[http.IncomingMessage]>;
    await started;
    const stopped = stop(60_000);
    await assert.rejects(fetch(url));
    events.emit('finish');
    const [answer] = await running;
    assert.equal(await text(answer), 'done');
    await stopped;
  });

  it('closes the connection of a request that outlasts the patience', async () => {
    const events = new EventEmitter();
    const started = once(events, 'start');
    const { url, stop } = await listen('127.0.0.1', 0, () => {
      events.emit('start');
      return new Promise(() => undefined);
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const closed = once(socket, 'close');
    await started;
    await stop(1);
    await closed;
  });
});
