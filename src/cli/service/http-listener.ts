import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** Answers a request. `peer` is the address of the client's end of the connection. */
export type Handler = (request: Request, peer: string) => Promise<Response>;

/** A running server. */
export interface Listening {
  /** e.g. `http://127.0.0.1:8080` */
  readonly url: string;
  /** Accepts no new request, waits up to `patienceMs` for running ones, then closes their connections. */
  stop(patienceMs: number): Promise<void>;
}

/** Time limits of a request's headers and of a whole request. A slow sender must not hold a connection. */
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

/** Starts a server. @throws the system's error when it cannot use the address */
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
 * Starts a server at the address of a setting.
 *
 * @throws an error that names the setting, which the merchant must change
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
