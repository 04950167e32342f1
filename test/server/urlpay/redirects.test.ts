import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createUrlPay, KvitError } from '../../../src/server/index.ts';
import { API_KEY, SECRET } from '../shop.ts';
import { OPERATIONS, isRead, type Operation } from './sample-operations.ts';

interface Received {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that records each request. */
async function recorder(answer: () => { status: number; headers: Record<string, string>; body: string }) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      received.push({ method: request.method ?? '', headers: request.headers, body });
      const { status, headers, body: text } = answer();
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { received, url: `http://127.0.0.1:${port}`, close };
}

/** Uses real servers and the real `fetch`: a fake fetch would not follow a redirect. */
describe('a gateway that redirects to another host', () => {
  let status = 302;
  let current: Operation | undefined;
  let gateway: Awaited<ReturnType<typeof recorder>>;
  let stranger: Awaited<ReturnType<typeof recorder>>;

  before(async () => {
    // the stranger answers as the gateway would, so that a followed redirect would look like success
    const headers = { 'Content-Type': 'application/json' };
    stranger = await recorder(() => ({ status: 200, headers, body: JSON.stringify(current?.answer) }));
    const location = `${stranger.url}/collect`;
    gateway = await recorder(() => ({ status, headers: { Location: location }, body: '' }));
  });
  after(() => {
    gateway.close();
    stranger.close();
  });
  beforeEach(() => {
    gateway.received.length = 0;
    stranger.received.length = 0;
  });

  const client = () => createUrlPay({ apiKey: API_KEY, shopId: 5, secret: SECRET, baseUrl: gateway.url });

  for (const redirect of [301, 302, 303, 307, 308]) {
    it(`gets no request at the other host for ${redirect}, and the call fails`, async () => {
      status = redirect;
      for (const operation of OPERATIONS) {
        current = operation;
        const code = isRead(operation) ? 'network' : 'gateway_unknown';
        await assert.rejects(operation.call(client()), (error) => {
          assert.ok(error instanceof KvitError, String(error));
          assert.deepEqual([error.code, error.status], [code, redirect], operation.sent);
          return true;
        });
      }
      assert.deepEqual(stranger.received, []);
      // each is sent once: a redirect is a definite answer, so no read repeats it
      assert.equal(gateway.received.length, OPERATIONS.length);
      for (const { headers } of gateway.received) assert.equal(headers.authorization, `Bearer ${API_KEY}`);
    });
  }
});
