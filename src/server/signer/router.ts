import { notFound } from '../http/problem.ts';
import type { OriginGuard } from '../http/origin-guard.ts';
import { authenticateCallback } from '../payment/callback-authentication.ts';
import type { Callbacks } from '../payment/callbacks.ts';
import type { ClientLimits } from './client-limits.ts';
import type { PaymentRoutes } from './payment-routes.ts';
import { requireMethod, type Route } from './route.ts';
import type { SignerSettings } from './signer-options.ts';
import type { SubscriptionRoutes } from './subscription-routes.ts';

const CALLBACK = '/callback/';

/** The handlers behind the router. */
export interface Handlers {
  readonly payments: PaymentRoutes;
  /** `null` if the merchant shows no subscriptions */
  readonly subscriptions: SubscriptionRoutes | null;
  readonly callbacks: Callbacks;
}

/** Finds the handler of a request by its path and method. */
export class Router {
  readonly #settings: SignerSettings;
  readonly #handlers: Handlers;
  readonly #guard: OriginGuard;
  readonly #limits: ClientLimits;

  constructor(settings: SignerSettings, handlers: Handlers, guard: OriginGuard, limits: ClientLimits) {
    this.#settings = settings;
    this.#handlers = handlers;
    this.#guard = guard;
    this.#limits = limits;
  }

  /** @throws {HttpProblem} 404 or 405, and the problems of the handler */
  async respond(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const { basePath } = this.#settings;
    if (!pathname.startsWith(`${basePath}/`)) throw notFound();
    const path = pathname.slice(basePath.length);
    if (path.startsWith(CALLBACK)) return this.#takeCallback(request, path.slice(CALLBACK.length));
    const route = this.#routeOf(path);
    if (!route) throw notFound();
    if (request.method === 'OPTIONS') return this.#guard.preflight(request, route.method);
    requireMethod(request, route.method);
    if (route.method === 'GET') this.#limits.take('reads', request);
    return route.handle(request);
  }

  #routeOf(path: string): Route | null {
    const { payments, subscriptions } = this.#handlers;
    switch (path) {
      case '/payments':
        return { method: 'POST', handle: (request) => payments.open(request) };
      case '/payment':
        return { method: 'GET', handle: (request) => payments.show(request) };
      case '/receipt':
        return { method: 'GET', handle: (request) => payments.showReceipt(request) };
      case '/order':
        return { method: 'GET', handle: (request) => payments.showOrder(request) };
      default:
        return subscriptions?.routeOf(path) ?? null;
    }
  }

  async #takeCallback(request: Request, segment: string): Promise<Response> {
    await authenticateCallback(segment, this.#settings.callbackSecret);
    requireMethod(request, 'POST');
    return this.#handlers.callbacks.receive(request);
  }
}
