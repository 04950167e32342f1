import { world as realWorld } from '../../server/runtime/world.ts';
import { PROCESS, type CommandWorld } from '../command-world.ts';
import { listenAs, type Handler, type Listening } from '../service/http-listener.ts';
import { readConfigOption } from './config-option.ts';
import { SetupError } from '../config/configuration-error.ts';
import { openShop, type PeerOf, type Shop } from '../shop/shop.ts';

export const CONFIG_HELP = `  --config <file>   the shop as JSON: shopId, catalogue or pricing, store, listen and more
  --help            shows this

Keys come from the environment, never from the file or the command line:

  KVIT_SECRET           the secret that payments are signed with
  KVIT_API_KEY          the API key of the gateway
  KVIT_CALLBACK_SECRET  the last part of the callback's address; without it callbacks are not taken
  KVIT_HOOK_KEY         shows your backend that this signer is calling; needed with pricing, onPaid or onAlert
  KVIT_DATABASE_URL     where PostgreSQL is; needed with "store": {"postgres": true}
`;

const HELP = `Usage: kvit serve --config kvit.config.json

Runs a signer until Ctrl-C: the routes of the widget on one address; on another, for the operator alone,
/healthz (it runs), /readyz (it can take payments) and /metrics (Prometheus).

${CONFIG_HELP}`;

const { sleep } = realWorld();

const ROUTES = new Set(['payments', 'payment', 'receipt', 'order', 'callback']);

/** A request by its kind: the address of a callback is a secret. */
function routeOf(url: string, { basePath = '/kvit' }: { basePath?: string | undefined }): string {
  const { pathname } = new URL(url);
  const base = basePath === '/' ? '' : basePath;
  const route = pathname.startsWith(`${base}/`) ? (pathname.slice(base.length).split('/')[1] ?? '') : '';
  return ROUTES.has(route) ? route : 'other';
}

const plain = (status: number, text: string, type = 'text/plain; charset=utf-8'): Response =>
  new Response(text, { status, headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } });

/** A running `kvit serve`. */
class Service {
  readonly #shop: Shop;
  readonly #peers: WeakMap<Request, string>;
  readonly #stopping = new AbortController();
  #listening: readonly Listening[] = [];
  #sweeping: Promise<void> = Promise.resolve();

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
      log.warn('KVIT_CALLBACK_SECRET is not set: callbacks are not taken, payments are found by asking');
    if (!config.clientHeader && config.limits !== false)
      log.warn('clientHeader is not set: buyers who come through a proxy of yours are not limited');
    this.#sweeping = this.#sweep();
    log.info({ url: main.url, admin: admin.url, shopId: config.shopId }, 'kvit serves');
  }

  /** Lets what runs come to its end. Safe after a start that failed half-way. */
  async stop(): Promise<void> {
    const { config, store, log } = this.#shop;
    this.#stopping.abort();
    await Promise.all(this.#listening.map((listening) => listening.stop(config.stopSeconds * 1000)));
    await this.#sweeping;
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
        return plain(404, 'There are /healthz, /readyz and /metrics.\n');
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

  async #sweep(): Promise<void> {
    const { signer, config, log } = this.#shop;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const summary = await signer.reconcile({ signal });
      if (Object.values(summary).some((count) => count > 0)) log.info(summary, 'reconciled');
      await sleep(config.reconcileSeconds * 1000, signal);
    }
  }
}

async function run(file: string, world: CommandWorld): Promise<void> {
  const peers = new WeakMap<Request, string>();
  const peerOf: PeerOf = (request) => peers.get(request) ?? null;
  const shop = await openShop(file, world.environment, world.write, peerOf);
  const service = new Service(shop, peers);
  try {
    await service.start();
    await world.stopped();
  } finally {
    await service.stop();
  }
}

/**
 * `kvit serve`: a signer out of a configuration file, until Ctrl-C.
 * @returns the exit code: 0 stopped, 1 could not start, 2 something is missing or wrong in the setup.
 */
export async function serveCommand(argv: readonly string[], world: CommandWorld = PROCESS): Promise<number> {
  try {
    const file = readConfigOption(argv);
    if (file === null) world.write(HELP);
    else await run(file, world);
    return 0;
  } catch (error) {
    world.complain(`kvit serve: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof SetupError ? 2 : 1;
  }
}
