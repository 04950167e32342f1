import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { createServer as createVite, mergeConfig, type ViteDevServer } from 'vite';
import type { Sandbox } from '../src/sandbox/index.ts';
import { serveSandbox, type SandboxServer } from '../src/sandbox/serve.ts';
import config from '../vite.config.ts';
import { isBuiltFile, serveBuiltEntry, serveBuiltFile } from './built-files.ts';
import { ACCOUNT, createMerchant, SIGNER_PATH, type PriceList } from './merchant/merchant.ts';
import { OrderBook } from './merchant/order-book.ts';
import { PlaygroundOrders } from './merchant/playground-orders.ts';
import { ShopPages } from './merchant/shop-pages.ts';

export interface DemoOptions {
  /** Port of the shop. The sandbox takes the next port, or any free one. 0 takes any free port for both. */
  readonly port: number;
  /** Prints nothing and does not watch files. */
  readonly quiet?: boolean;
  /** Pages get the widget that `npm run build` made instead of its sources. */
  readonly built?: boolean;
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
/** The widget's sources, as the pages name them. */
const SOURCES = '/src/index.ts';

type Answer = (request: Request) => Promise<Response>;

/** Starts a shop with its signer, and the sandbox as its gateway. @throws the system's error if the port is taken */
export async function startDemo({ port, quiet = false, built = false }: DemoOptions): Promise<Demo> {
  const gateway = await startSandbox(port);
  const { sandbox } = gateway;
  const orders = new OrderBook();
  const own = new PlaygroundOrders();
  const tell = quiet ? () => undefined : (news: string) => console.log(`shop: ${news}`);
  const prices: PriceList = { price: (query) => own.price(query) ?? orders.price(query) };
  const merchant = createMerchant(`${gateway.url}/api`, prices, tell);
  const vite = await startVite(quiet);
  const pages = new ShopPages(orders, ROOT);
  const server = createHttpServer();
  const stopAll = () => Promise.all([stop(server), vite.close(), gateway.close()]);
  // before it listens: a request that nobody handles would never be answered
  serve(server, vite, (path) => {
    if (path.startsWith(`${SIGNER_PATH}/`)) return (request) => merchant.signer.fetch(request);
    // the panel reaches the sandbox's control routes on the shop's origin
    if (path.startsWith('/_sandbox/')) return sandbox.fetch;
    if (own.has(path)) return (request) => own.fetch(request);
    if (pages.has(path)) return (request) => pages.fetch(request);
    if (built && path === SOURCES) return serveBuiltEntry;
    return isBuiltFile(path) ? (request) => serveBuiltFile(request, ROOT) : null;
  });
  try {
    await listen(server, port);
  } catch (error) {
    await stopAll();
    throw error;
  }
  const { port: taken } = server.address() as AddressInfo;
  sandbox.callbackUrl = `http://${HOST}:${taken}${merchant.callbackPath}`;
  // a real shop runs this from cron
  const sweep = setInterval(() => void merchant.signer.reconcile(), SWEEP_MS);
  const close = async (): Promise<void> => {
    clearInterval(sweep);
    await stopAll();
  };
  return { url: `http://localhost:${taken}`, sandboxUrl: gateway.url, sandbox, close };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, HOST);
  await once(server, 'listening');
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
    // a module is read when a page asks for it: with the built widget no page asks for the sources
    server: {
      middlewareMode: true,
      hmr: false,
      ws: false,
      preTransformRequests: false,
      ...(quiet ? { watch: null } : {}),
    },
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
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
