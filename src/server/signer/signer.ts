import { PaymentCreator } from '../creation/payment-creator.ts';
import { Pricing } from '../creation/pricing.ts';
import { OriginGuard } from '../http/origin-guard.ts';
import { HttpProblem } from '../http/problem.ts';
import { Alerts } from '../notification/alerts.ts';
import { Outbox } from '../notification/outbox.ts';
import { Callbacks } from '../payment/callbacks.ts';
import { PaymentChecker } from '../payment/payment-checker.ts';
import { Receipts } from '../payment/receipts.ts';
import { Reconciliation, type ReconcileOptions, type ReconcileSummary } from '../payment/reconciliation.ts';
import { redaction } from '../runtime/redaction.ts';
import { createUrlPay, type UrlPay } from '../urlpay/url-pay.ts';
import { BuyerSubscriptions } from './buyer-subscriptions.ts';
import { ClientLimits } from './client-limits.ts';
import { PaymentRoutes } from './payment-routes.ts';
import { Router } from './router.ts';
import { readSignerOptions, type SignerOptions, type SignerSettings } from './signer-options.ts';
import { SubscriptionRoutes } from './subscription-routes.ts';

/** A merchant's backend for payments: a handler for the routes under `basePath`, and a sweep for cron. */
export interface Signer {
  /** Responds to every request, with 404 to those outside its routes. Never throws. */
  fetch(request: Request): Promise<Response>;
  /** Repairs what crashes and lost answers left behind. Never throws; run it about every minute. */
  reconcile(options?: ReconcileOptions): Promise<ReconcileSummary>;
}

/**
 * Creates the signer of one shop. It prices and signs payments, asks the gateway about them, and calls `onPaid` for each paid order.
 *
 * @throws {TypeError} naming the option that is unknown, missing or wrong
 */
export function createSigner(options: SignerOptions): Signer {
  const signer = new ShopSigner(readSignerOptions(options));
  // each works without the other and without `this`
  return { fetch: (request) => signer.fetch(request), reconcile: (given) => signer.reconcile(given) };
}

class ShopSigner implements Signer {
  readonly #alerts: Alerts;
  readonly #guard: OriginGuard;
  readonly #router: Router;
  readonly #reconciliation: Reconciliation;

  constructor(settings: SignerSettings) {
    const { store, world, secret, apiKey, shopId, onPaid, onAlert, limits: rates, payHosts } = settings;
    const { now } = world;
    const urlPay = connect(settings);
    const alerts = new Alerts(onAlert, redaction([secret, apiKey]), world.sleep);
    const outbox = new Outbox(store, world, onPaid, onAlert, alerts);
    const checker = new PaymentChecker(store, urlPay, outbox, alerts, world);
    const callbacks = new Callbacks(store, checker, now);
    const pricing = new Pricing(settings.order, settings.rules, shopId, alerts);
    const rules = { payHosts, attempts: rates.attempts };
    const creator = new PaymentCreator(store, urlPay, checker, alerts, world, rules);
    const receipts = new Receipts(store, urlPay, now);
    const guard = new OriginGuard(settings.origins);
    const limits = new ClientLimits(rates, settings.client, now);
    const payments = new PaymentRoutes({
      settings,
      guard,
      limits,
      alerts,
      pricing,
      creator,
      checker,
      receipts,
    });
    const { subscriptions: pick } = settings;
    const subscriptions =
      pick && new SubscriptionRoutes(new BuyerSubscriptions(pick, urlPay, alerts, now), guard, limits);
    this.#alerts = alerts;
    this.#guard = guard;
    this.#router = new Router(settings, { payments, subscriptions, callbacks }, guard, limits);
    this.#reconciliation = new Reconciliation({ store, urlPay, checker, callbacks, outbox, alerts, now });
  }

  async fetch(request: Request): Promise<Response> {
    return this.#guard.mark(request, await this.#respond(request));
  }

  async reconcile(options?: ReconcileOptions): Promise<ReconcileSummary> {
    return this.#reconciliation.run(options);
  }

  async #respond(request: Request): Promise<Response> {
    try {
      return await this.#router.respond(request);
    } catch (error) {
      if (error instanceof HttpProblem) return error.toResponse();
      await this.#alerts.report(error);
      return new HttpProblem(500, 'internal', 'Something went wrong.').toResponse();
    }
  }
}

/** The gateway client of a signer. */
function connect({ world, timeouts, apiKey, shopId, secret, gateway }: SignerSettings): UrlPay {
  // the checker, the sweep and the browser ask again by themselves: retries here would break the promise of one question about a
  // payment per throttle
  const readTries = 1;
  return createUrlPay({ ...world, timeouts, readTries, apiKey, shopId, secret, baseUrl: gateway });
}
