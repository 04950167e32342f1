import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** Answers a request; `peer` is the address at the other end of the connection. */
export type Handler = (request: Request, peer: string) => Promise<Response>;

export interface Listening {
  /** e.g. `http://127.0.0.1:8080` */
  readonly url: string;
  /** Takes nothing new, lets what runs come to its end for so many ms, then cuts it off. */
  stop(patienceMs: number): Promise<void>;
}

/** A head that trickles in keeps a connection from nobody else. */
const HEAD_MS = 10_000;
const REQUEST_MS = 30_000;

async function stop(server: Server, patienceMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(cut);
}

/** @throws the system's error when the address cannot be had */
export async function listen(host: string, port: number, handle: Handler): Promise<Listening> {
  const listener = getRequestListener(
    (request, { incoming }) => handle(request, incoming.socket.remoteAddress ?? ''),
    { overrideGlobalObjects: false },
  );
  const server = createServer(
    { headersTimeout: HEAD_MS, requestTimeout: REQUEST_MS },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  server.listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${taken}`, stop: (patienceMs) => stop(server, patienceMs) };
}
