import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { createServer as createVite, mergeConfig, type ViteDevServer } from 'vite';
import type { Sandbox } from '../src/sandbox/index.ts';
import { serveSandbox, type SandboxServer } from '../src/sandbox/serve.ts';
import config from '../vite.config.ts';
import { isBuiltFile, serveBuiltFile } from './built-files.ts';
import { ACCOUNT, createMerchant, SIGNER_PATH, type PriceList } from './merchant/merchant.ts';
import { OrderBook } from './merchant/order-book.ts';
import { PlaygroundOrders } from './merchant/playground-orders.ts';
import { ShopPages } from './merchant/shop-pages.ts';

export interface DemoOptions {
  /** Port of the shop. The sandbox takes the next port, or any free one. 0 takes any free port for both. */
  readonly port: number;
  /** Prints nothing and does not watch files. */
  readonly quiet?: boolean;
}

export interface Demo {
  /** The shop's origin, such as `http://localhost:5173`. */
  readonly url: string;
  /** The sandbox's origin. */
  readonly sandboxUrl: string;
  readonly sandbox: Sandbox;
  /** Stops the servers and drops every connection. */
  close(): Promise<void>;
}

const ROOT = new URL('../', import.meta.url);
/** Loopback only, since the demo's secrets are public. */
const HOST = '127.0.0.1';
const SWEEP_MS = 15_000;

type Answer = (request: Request) => Promise<Response>;

/** Starts a shop with its signer, and the sandbox as its gateway. @throws the system's error if the port is taken */
export async function startDemo({ port, quiet = false }: DemoOptions): Promise<Demo> {
  const server = await listen(port);
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const gateway = await startSandbox(port);
  const { sandbox } = gateway;
  const orders = new OrderBook();
  const own = new PlaygroundOrders();
  const tell = quiet ? () => undefined : (news: string) => console.log(`shop: ${news}`);
  const prices: PriceList = { price: (query) => own.price(query) ?? orders.price(query) };
  const merchant = createMerchant(`${gateway.url}/api`, prices, tell);
  sandbox.callbackUrl = `http://${HOST}:${new URL(url).port}${merchant.callbackPath}`;
  const vite = await startVite(quiet);
  const pages = new ShopPages(orders, ROOT);
  serve(server, vite, (path) => {
    if (path.startsWith(`${SIGNER_PATH}/`)) return (request) => merchant.signer.fetch(request);
    // the panel reaches the sandbox's switches on the shop's origin
    if (path.startsWith('/_sandbox/')) return sandbox.fetch;
    if (own.has(path)) return (request) => own.fetch(request);
    if (pages.has(path)) return (request) => pages.fetch(request);
    return isBuiltFile(path) ? (request) => serveBuiltFile(request, ROOT) : null;
  });
  // a real shop runs this from cron
  const sweep = setInterval(() => void merchant.signer.reconcile(), SWEEP_MS);
  const close = async (): Promise<void> => {
    clearInterval(sweep);
    await Promise.all([stop(server), vite.close(), gateway.close()]);
  };
  return { url, sandboxUrl: gateway.url, sandbox, close };
}

async function listen(port: number): Promise<Server> {
  const server = createHttpServer();
  server.listen(port, HOST);
  await once(server, 'listening');
  return server;
}

async function startSandbox(port: number): Promise<SandboxServer> {
  try {
    return await serveSandbox({ ...ACCOUNT, port: port === 0 ? 0 : port + 1 });
  } catch {
    return serveSandbox(ACCOUNT);
  }
}

/** Starts Vite without hot reloading: its socket would keep pages out of the back/forward cache. */
function startVite(quiet: boolean): Promise<ViteDevServer> {
  const own = {
    root: fileURLToPath(ROOT),
    configFile: false,
    logLevel: quiet ? 'error' : 'warn',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, ...(quiet ? { watch: null } : {}) },
  };
  return createVite(mergeConfig(config, own));
}

/** @param answerFor returns the handler of a path, or `null` for Vite */
function serve(server: Server, vite: ViteDevServer, answerFor: (path: string) => Answer | null): void {
  const options = { overrideGlobalObjects: false };
  server.on('request', (incoming, outgoing) => {
    const path = (incoming.url ?? '/').split('?')[0] ?? '/';
    const answer = answerFor(path);
    if (answer) return void getRequestListener(answer, options)(incoming, outgoing);
    vite.middlewares(incoming, outgoing, () => {
      outgoing.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Такой страницы нет\n');
    });
  });
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
