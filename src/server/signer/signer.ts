import { Alerts } from '../notification/alerts.ts';
import { HttpProblem, invalid, notFound, reusedKey } from '../http/problem.ts';
import { jsonResponse } from '../http/json-response.ts';
import type { Attempt } from '../store/records/attempt.ts';
import { parseBody, readBody, requireJson } from '../http/json-request.ts';
import { Callbacks } from '../payment/callbacks.ts';
import { readClaim } from '../creation/claim-body.ts';
import { PaymentCreator } from '../creation/payment-creator.ts';
import { equalInConstantTime } from '../runtime/constant-time.ts';
import { sha256 } from '../runtime/sha256.ts';
import { readOptions, type SignerOptions, type SignerSettings } from './signer-options.ts';
import { ClientLimits } from '../creation/limits.ts';
import { writeConsents } from '../store/records/kept-consents.ts';
import { OriginGuard } from '../http/origin-guard.ts';
import { Outbox } from '../notification/outbox.ts';
import { paymentAnswer } from '../payment/payment-answer.ts';
import { Pricing } from '../creation/pricing.ts';
import { Receipts } from '../payment/receipts.ts';
import { Reconciliation, type ReconcileOptions, type ReconcileSummary } from '../payment/reconciliation.ts';
import { redaction } from '../runtime/redaction.ts';
import { readReturnUrl } from '../creation/return-url.ts';
import { Subscriptions } from './buyer-subscriptions.ts';
import { createUrlPay } from '../urlpay/url-pay.ts';
import { PaymentChecker } from '../payment/payment-checker.ts';

/** A merchant's signer: a handler for the routes under `basePath`, and the sweep for cron. */
export interface Signer {
  /** Answers every request, also those that are not for it (404). Never throws. */
  fetch(request: Request): Promise<Response>;
  /** Repairs what crashes and lost answers left behind. Never throws; run it every minute or so. */
  reconcile(options?: ReconcileOptions): Promise<ReconcileSummary>;
}

type Handler = (request: Request) => Promise<Response>;
type Route = readonly [method: string, handler: Handler];

const HANDLE = /^[A-Za-z0-9_-]{43}$/;
const SUBSCRIPTION = /^\/subscriptions\/([1-9][0-9]{0,15})$/;
const IDEMPOTENCY_KEY = /^[!-~]{1,255}$/;

/**
 * The signer of one shop: prices and signs payments, watches them, and tells the merchant when an order is paid.
 *
 * @throws {TypeError} naming the option that is missing or wrong
 */
export function createSigner(options: SignerOptions): Signer {
  const signer = new ShopSigner(readOptions(options));
  // both may be handed on by themselves
  return { fetch: (request) => signer.fetch(request), reconcile: (given) => signer.reconcile(given) };
}

class ShopSigner implements Signer {
  readonly #settings: SignerSettings;
  readonly #alerts: Alerts;
  readonly #guard: OriginGuard;
  readonly #limits: ClientLimits;
  readonly #pricing: Pricing;
  readonly #creator: PaymentCreator;
  readonly #checker: PaymentChecker;
  readonly #receipts: Receipts;
  readonly #callbacks: Callbacks;
  readonly #subscriptions: Subscriptions | null;
  readonly #reconciliation: Reconciliation;
  #warned = false;

  constructor(settings: SignerSettings) {
    const { store, world, secret, apiKey, shopId, onPaid, onAlert, gateway, timeouts, payHosts } = settings;
    const { now } = world;
    // the checker, the sweep and the browser's polls come again by themselves: a second layer of retries would break the
    // promise of one question about a payment per throttle
    const patience = { timeouts, readTries: 1 };
    const urlPay = createUrlPay({ ...world, ...patience, apiKey, shopId, secret, baseUrl: gateway });
    const alerts = new Alerts(onAlert, redaction([secret, apiKey]), world.sleep);
    const outbox = new Outbox(store, world, onPaid, onAlert, alerts);
    this.#settings = settings;
    this.#alerts = alerts;
    this.#guard = new OriginGuard(settings.origins);
    this.#limits = new ClientLimits(settings.limits, settings.client, now);
    this.#pricing = new Pricing(settings.order, settings.rules, shopId, alerts);
    this.#checker = new PaymentChecker(store, urlPay, outbox, alerts, world);
    this.#creator = new PaymentCreator(store, urlPay, this.#checker, alerts, world, {
      payHosts,
      attempts: settings.limits.attempts,
    });
    this.#receipts = new Receipts(store, urlPay, now);
    this.#callbacks = new Callbacks(store, this.#checker, now);
    const { subscriptions: pick } = settings;
    this.#subscriptions = pick && new Subscriptions(pick, urlPay, alerts, now);
    this.#reconciliation = new Reconciliation(
      store,
      urlPay,
      this.#checker,
      this.#callbacks,
      outbox,
      alerts,
      now,
    );
  }

  async fetch(request: Request): Promise<Response> {
    return this.#guard.mark(request, await this.#answer(request));
  }

  async reconcile(options?: ReconcileOptions): Promise<ReconcileSummary> {
    return this.#reconciliation.run(options);
  }

  async #answer(request: Request): Promise<Response> {
    try {
      return await this.#route(request);
    } catch (error) {
      if (error instanceof HttpProblem) return error.toResponse();
      await this.#alerts.report(error);
      return new HttpProblem(500, 'internal', 'Something went wrong.').toResponse();
    }
  }

  async #route(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const { basePath } = this.#settings;
    if (!pathname.startsWith(`${basePath}/`)) throw notFound();
    const path = pathname.slice(basePath.length);
    if (path.startsWith('/callback/')) return this.#takeCallback(request, path.slice('/callback/'.length));
    const [method, handler] = this.#subscriptionRoute(path) ?? this.#routes()[path] ?? [];
    if (!method || !handler) throw notFound();
    if (request.method === 'OPTIONS') return this.#guard.preflight(request, method);
    requireMethod(request, method);
    if (method === 'GET') this.#limits.take('reads', request);
    return handler(request);
  }

  #routes(): Readonly<Record<string, Route>> {
    // no prototype: a path is outside text
    return Object.assign(Object.create(null) as Record<string, [string, Handler]>, {
      '/payments': ['POST', (request: Request) => this.#openPayment(request)],
      '/payment': ['GET', (request: Request) => this.#showPayment(request)],
      '/receipt': ['GET', (request: Request) => this.#showReceipt(request)],
      '/order': ['GET', (request: Request) => this.#showOrder(request)],
    });
  }

  #subscriptionRoute(path: string): Route | null {
    const subscriptions = this.#subscriptions;
    if (!subscriptions) return null;
    if (path === '/subscriptions')
      return ['GET', async (request) => jsonResponse(200, { items: await subscriptions.of(request) })];
    const [, id] = SUBSCRIPTION.exec(path) ?? [];
    if (id === undefined) return null;
    const cancel = async (request: Request): Promise<Response> => {
      this.#guard.check(request);
      this.#limits.take('payments', request);
      await subscriptions.cancel(Number(id), request);
      return jsonResponse(200, { success: true });
    };
    return ['DELETE', cancel];
  }

  async #openPayment(request: Request): Promise<Response> {
    this.#guard.check(request);
    requireJson(request);
    await this.#warnOnce();
    const text = await readBody(request);
    const claim = readClaim(parseBody(text));
    const idempotencyKey = readIdempotencyKey(request);
    const bodyHash = idempotencyKey === null ? null : await sha256(text);
    const repeated = await this.#isRepeated(idempotencyKey, bodyHash);
    // a press that is sent again is a question about the first one: a buyer must not get stuck over it
    this.#limits.take(repeated ? 'reads' : 'payments', request);
    const { origins, returnHosts } = this.#settings;
    const websiteUrl = readReturnUrl(claim.website_url, request, origins, returnHosts);
    const pricedAt = this.#settings.world.now();
    const priced = await this.#pricing.settle(claim, request);
    const language = claim.language ?? undefined;
    const consents = writeConsents(claim.consents, pricedAt);
    const wish = { ...priced, pricedAt, websiteUrl, language, idempotencyKey, bodyHash, consents };
    return jsonResponse(201, { success: true, ...(await this.#creator.open(wish)) });
  }

  /** Whether this very request was made before. @throws {HttpProblem} 422 when its key belongs to another one */
  async #isRepeated(key: string | null, bodyHash: string | null): Promise<boolean> {
    const used = key === null ? null : await this.#settings.store.byIdempotencyKey(key);
    if (used && used.bodyHash !== bodyHash) throw reusedKey();
    return used !== null;
  }

  async #showPayment(request: Request): Promise<Response> {
    const { attempt } = await this.#checker.check(await this.#attemptOf(request));
    return jsonResponse(200, paymentAnswer(attempt));
  }

  async #showReceipt(request: Request): Promise<Response> {
    return jsonResponse(200, await this.#receipts.of(await this.#attemptOf(request)));
  }

  async #showOrder(request: Request): Promise<Response> {
    const uuid = new URL(request.url).searchParams.get('uuid');
    if (!uuid || uuid.length > 128) throw notFound();
    return jsonResponse(200, (await this.#pricing.find({ uuid }, request)).answer);
  }

  async #takeCallback(request: Request, segment: string): Promise<Response> {
    const { callbackSecret } = this.#settings;
    if (callbackSecret === null || !(await equalInConstantTime(segment, callbackSecret))) throw notFound();
    requireMethod(request, 'POST');
    return this.#callbacks.receive(request);
  }

  /** @throws {HttpProblem} the one 404 for a handle that is missing, malformed or unknown */
  async #attemptOf(request: Request): Promise<Attempt> {
    const handle = request.headers.get('Kvit-Payment');
    const attempt = handle && HANDLE.test(handle) ? await this.#settings.store.byHandle(handle) : null;
    if (!attempt) throw notFound();
    return attempt;
  }

  async #warnOnce(): Promise<void> {
    if (!this.#settings.forgetful || this.#warned) return;
    this.#warned = true;
    const message =
      'attempts are kept in memory and a restart forgets them: give createSigner a durable store';
    await this.#alerts.raise({ kind: 'store_in_memory', message, order: null });
  }
}

function requireMethod(request: Request, method: string): void {
  if (request.method === method) return;
  const headers = { Allow: `${method}, OPTIONS` };
  throw new HttpProblem(405, 'refused', `This address takes ${method}.`, { headers });
}

function readIdempotencyKey(request: Request): string | null {
  const key = request.headers.get('Idempotency-Key');
  if (key === null || IDEMPOTENCY_KEY.test(key)) return key;
  throw invalid([{ field: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }]);
}
