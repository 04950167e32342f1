import type { Alerts } from '../notification/alerts.ts';
import type { PaymentChecker } from '../payment/payment-checker.ts';
import type { Rate } from '../runtime/token-bucket.ts';
import type { World } from '../runtime/world.ts';
import { isLeased, type Attempt } from '../store/records/attempt.ts';
import type { Store } from '../store/store.ts';
import type { UrlPay } from '../urlpay/url-pay.ts';
import { reusedKey } from '../http/problem.ts';
import { limitAttempts } from './attempt-limit.ts';
import { AttemptSender, changeTo } from './attempt-sender.ts';
import { inProgress, refusedByGateway, refuseSettled, unknownOutcome } from './creation-problems.ts';
import type { CreationRequest, PayHosts, ReleasedPage } from './creation-request.ts';
import { newAttempt } from './new-attempt.ts';
import { PageRelease } from './page-release.ts';

/** Limits that the merchant sets. */
interface CreationRules {
  readonly payHosts: PayHosts;
  /** new attempts of one order; `false` for no limit */
  readonly attempts: Rate | false;
}

const POLL_MS = 100;
/** More turns than any lease lasts, and an end if the clock stands still. */
const MAX_TURNS = 400;

/**
 * Creates payment pages. At most one page is released per order and cart. Each attempt is stored before the gateway receives it, each
 * attempt's uuid is sent at most once, and a page of unknown outcome is never released.
 */
export class PaymentCreator {
  readonly #store: Store;
  readonly #checker: PaymentChecker;
  readonly #world: World;
  readonly #rules: CreationRules;
  readonly #pages: PageRelease;
  readonly #sender: AttemptSender;

  constructor(
    store: Store,
    urlPay: UrlPay,
    checker: PaymentChecker,
    alerts: Alerts,
    world: World,
    rules: CreationRules,
  ) {
    const { payHosts } = rules;
    this.#store = store;
    this.#checker = checker;
    this.#world = world;
    this.#rules = rules;
    this.#pages = new PageRelease(store, alerts, payHosts);
    this.#sender = new AttemptSender(store, urlPay, alerts, this.#pages, payHosts, world.now);
  }

  /**
   * The page of an order: the existing one, or a new one.
   *
   * An idempotency key belongs to one attempt for ever. Repeating the key repeats that attempt's answer, a refusal or an unknown
   * outcome too. A new attempt needs a new key.
   *
   * @throws {HttpProblem} 409 `already_paid`, `in_progress` or `payment_mismatch`; 422 for a key of another request; 429
   * `rate_limited`; 502 `gateway_refused` or `pay_host_forbidden`; 504 `gateway_unknown`
   */
  async open(request: CreationRequest): Promise<ReleasedPage> {
    for (let turn = 0; turn < MAX_TURNS; turn += 1) {
      const released = await this.#tryOpen(request);
      if (released) return released;
    }
    throw inProgress();
  }

  /** @returns `null` if another request was faster or is still creating: try again */
  async #tryOpen(request: CreationRequest): Promise<ReleasedPage | null> {
    const attempts = await this.#store.ofOrder(request.order.uuid);
    const current = attempts.at(-1);
    if (current?.state === 'CREATING') {
      await this.#awaitCreator(current);
      return null;
    }
    refuseSettled(attempts);
    if (current?.state === 'OPEN' && current.digest === request.digest) {
      await this.#checker.check(current);
      return this.#pages.release(current);
    }
    const { idempotencyKey: key } = request;
    const replayed = key && (await this.#store.byIdempotencyKey(key));
    if (replayed) return this.#replay(replayed, request, current);
    // a request that was priced before a newer cart got its page would bring the old cart back, and the newer cart a second page
    const isOutdated = current && current.digest !== request.digest && current.createdAt > request.pricedAt;
    if (isOutdated) throw inProgress();
    await this.#ensureUnpaid(attempts);
    // last, because "the order is paid" is better news than "wait"
    limitAttempts(attempts, this.#rules.attempts, this.#world.now());
    return this.#create(request, current ? current.n + 1 : 1);
  }

  async #awaitCreator(current: Attempt): Promise<void> {
    const now = this.#world.now();
    if (isLeased(current, now)) await this.#world.sleep(POLL_MS);
    else await this.#store.update(current, changeTo('UNKNOWN', current, now), null);
  }

  /** @throws {HttpProblem} 409 if an attempt is paid; 504 if a page was released and the gateway does not say whether it is paid */
  async #ensureUnpaid(attempts: readonly Attempt[]): Promise<void> {
    const results = await Promise.all(attempts.map((attempt) => this.#checker.ensureChecked(attempt)));
    const seen = results.map(({ attempt }) => attempt);
    refuseSettled(seen);
    const isDoubtful = seen.some(
      ({ paymentUrl, seenAt, checkedAt }) => paymentUrl !== null && seenAt < checkedAt,
    );
    if (isDoubtful) throw unknownOutcome();
  }

  #replay(
    replayed: Attempt,
    { bodyHash }: CreationRequest,
    current: Attempt | undefined,
  ): Promise<ReleasedPage> {
    // two requests with one key came at once, and the other one was first
    if (replayed.bodyHash !== bodyHash) throw reusedKey();
    if (replayed.uuid !== current?.uuid) throw inProgress();
    if (replayed.state === 'REJECTED') throw refusedByGateway();
    if (replayed.paymentUrl === null) throw unknownOutcome();
    return this.#pages.release(replayed);
  }

  /** @param first number of the attempt within the order */
  async #create(request: CreationRequest, first: number): Promise<ReleasedPage | null> {
    for (let n = first; ; n += 1) {
      const attempt = newAttempt(request, n, this.#world);
      const result = await this.#store.insert(attempt);
      if (result === 'n_taken' || result === 'key_taken') return null;
      if (result === 'inserted') return this.#sender.send(attempt, request);
      // the uuid is taken: another order is called `<uuid>.2`, so the next number is tried
    }
  }
}
