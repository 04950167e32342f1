import { world as realWorld } from '../../server/runtime/world.ts';
import type { Shop } from '../shop/shop.ts';
import { listenAs, type Handler, type Listening } from './http-listener.ts';

const { sleep } = realWorld();

const ROUTES = new Set(['payments', 'payment', 'receipt', 'order', 'callback']);

/** The route of a request, for the log and metrics. The whole path would reveal the callback's secret. */
function routeOf(url: string, { basePath = '/kvit' }: { basePath?: string | undefined }): string {
  const { pathname } = new URL(url);
  const base = basePath === '/' ? '' : basePath;
  const route = pathname.startsWith(`${base}/`) ? (pathname.slice(base.length).split('/')[1] ?? '') : '';
  return ROUTES.has(route) ? route : 'other';
}

const plain = (status: number, text: string, type = 'text/plain; charset=utf-8'): Response =>
  new Response(text, { status, headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } });

/** The signer, its admin server and its regular `reconcile()`: all that `kvit serve` runs. */
export class Service {
  readonly #shop: Shop;
  readonly #peers: WeakMap<Request, string>;
  readonly #stopping = new AbortController();
  #listening: readonly Listening[] = [];
  #reconciling: Promise<void> = Promise.resolve();

  constructor(shop: Shop, peers: WeakMap<Request, string>) {
    this.#shop = shop;
    this.#peers = peers;
  }

  async start(): Promise<void> {
    const { config, log, callbacks } = this.#shop;
    const main = await listenAs('listen', config.listen, this.#serve);
    this.#listening = [main];
    const admin = await listenAs('admin', config.admin, this.#administer);
    this.#listening = [main, admin];
    if (!callbacks)
      log.warn(
        'KVIT_CALLBACK_SECRET is not set: the signer refuses callbacks and polls the gateway for payments',
      );
    if (!config.clientHeader && config.limits !== false)
      log.warn('clientHeader is not set: buyers behind your own proxy have no limits');
    this.#reconciling = this.#reconcileRegularly();
    log.info({ url: main.url, admin: admin.url, shopId: config.shopId }, 'kvit serves');
  }

  /** Waits for running requests and closes the store. It also cleans up after a failed start. */
  async stop(): Promise<void> {
    const { config, store, log } = this.#shop;
    this.#stopping.abort();
    await Promise.all(this.#listening.map((listening) => listening.stop(config.stopSeconds * 1000)));
    await this.#reconciling;
    await store.close();
    log.info('kvit has stopped');
  }

  readonly #serve: Handler = async (request, peer) => {
    const { signer, metrics, log, config } = this.#shop;
    const began = performance.now();
    this.#peers.set(request, peer);
    const response = await signer.fetch(request);
    const ms = Math.round(performance.now() - began);
    const route = routeOf(request.url, config);
    metrics.request(route, response.status, ms);
    log.info({ method: request.method, route, status: response.status, ms }, 'request');
    return response;
  };

  readonly #administer: Handler = async (request) => {
    const { metrics } = this.#shop;
    switch (new URL(request.url).pathname) {
      case '/healthz':
        return plain(200, 'ok\n');
      case '/readyz':
        return (await this.#isReady()) ? plain(200, 'ready\n') : plain(503, 'not ready\n');
      case '/metrics':
        return plain(200, await metrics.text(), metrics.contentType);
      default:
        return plain(404, 'Not found. There are /healthz, /readyz and /metrics.\n');
    }
  };

  async #isReady(): Promise<boolean> {
    if (this.#stopping.signal.aborted) return false;
    try {
      await this.#shop.store.byUuid('readiness');
      return true;
    } catch {
      return false;
    }
  }

  async #reconcileRegularly(): Promise<void> {
    const { signer, config, log } = this.#shop;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const summary = await signer.reconcile({ signal });
      if (Object.values(summary).some((count) => count > 0)) log.info(summary, 'reconciled');
      await sleep(config.reconcileSeconds * 1000, signal);
    }
  }
}
