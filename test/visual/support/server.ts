import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createVite } from 'vite';
import { hideMachine } from './machine.ts';

export interface PageServer {
  /** such as `http://127.0.0.1:4000` */
  readonly origin: string;
  close(): Promise<void>;
}

/** Our own pages, as they lie here: Vite would put its client into them. */
const PAGE = /^\/test\/visual\/page\/[\w-]+\.html$/;

/** Serves the repository as modules, as the demo does, and the pages of this folder. Call it before a browser starts. */
export async function servePages(): Promise<PageServer> {
  hideMachine();
  const vite = await createVite({
    appType: 'custom',
    configFile: false,
    logLevel: 'error',
    // Lit comes as small modules anyway, and without a cache several runs can share a checkout
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  const server = createServer((incoming, outgoing) => {
    const [path = '/'] = (incoming.url ?? '/').split('?');
    if (!PAGE.test(path)) return vite.middlewares(incoming, outgoing, () => outgoing.writeHead(404).end());
    readFile(path.slice(1)).then(
      (page) => outgoing.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page),
      () => outgoing.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await Promise.all([closed, vite.close()]);
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
