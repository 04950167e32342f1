import { jsonResponse } from '../http/json-response.ts';
import type { OriginGuard } from '../http/origin-guard.ts';
import type { BuyerSubscriptions } from './buyer-subscriptions.ts';
import type { ClientLimits } from './client-limits.ts';
import type { Route } from './route.ts';

const ONE = /^\/subscriptions\/([1-9][0-9]{0,15})$/;

/** `GET /subscriptions` and `DELETE /subscriptions/{id}`. */
export class SubscriptionRoutes {
  readonly #subscriptions: BuyerSubscriptions;
  readonly #guard: OriginGuard;
  readonly #limits: ClientLimits;

  constructor(subscriptions: BuyerSubscriptions, guard: OriginGuard, limits: ClientLimits) {
    this.#subscriptions = subscriptions;
    this.#guard = guard;
    this.#limits = limits;
  }

  /** @returns `null` for any other path */
  routeOf(path: string): Route | null {
    if (path === '/subscriptions') return { method: 'GET', handle: (request) => this.#list(request) };
    const [, id] = ONE.exec(path) ?? [];
    if (id === undefined) return null;
    return { method: 'DELETE', handle: (request) => this.#cancel(Number(id), request) };
  }

  async #list(request: Request): Promise<Response> {
    return jsonResponse(200, { items: await this.#subscriptions.of(request) });
  }

  async #cancel(id: number, request: Request): Promise<Response> {
    this.#guard.check(request);
    this.#limits.take('payments', request);
    await this.#subscriptions.cancel(id, request);
    return jsonResponse(200, { success: true });
  }
}
