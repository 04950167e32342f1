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

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

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
  return { url: `http://${bracketed(host)}:${taken}`, stop: (patienceMs) => stop(server, patienceMs) };
}

/**
 * The same at the address of a setting.
 *
 * @throws an error that names the setting: the system names an address, and whoever has to change it looks for a word in a file
 */
export async function listenAs(
  setting: string,
  { host, port }: { readonly host: string; readonly port: number },
  handle: Handler,
): Promise<Listening> {
  try {
    return await listen(host, port, handle);
  } catch (cause) {
    const where = `${bracketed(host)}:${port}`;
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const problem =
      code === 'EADDRINUSE'
        ? `${where} is taken: choose another port`
        : `cannot listen on ${where}: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new Error(`${setting}: ${problem}`, { cause });
  }
}
