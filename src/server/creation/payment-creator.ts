import { KvitError } from '../../domain/errors/kvit-error.ts';
import { payPage } from '../../domain/contract/pay-page.ts';
import type { Alerts } from '../notification/alerts.ts';
import { HttpProblem, reusedKey } from '../http/problem.ts';
import type { AttemptState } from '../store/records/attempt-state.ts';
import { isLeased, LEASE_MS, nextDue, type Attempt, type AttemptChange } from '../store/records/attempt.ts';
import { toBase64Url } from '../runtime/encoding.ts';
import { refuseManyAttempts } from './limits.ts';
import type { PricedOrder } from './pricing.ts';
import type { Store } from '../store/store.ts';
import type { Rate } from '../runtime/token-bucket.ts';
import type { CreatedPayment, UrlPay } from '../urlpay/url-pay.ts';
import type { PaymentChecker } from '../payment/payment-checker.ts';
import type { World } from '../runtime/world.ts';

/** A checked wish to have an order paid. */
export interface CreationRequest extends PricedOrder {
  readonly websiteUrl: string | undefined;
  readonly language: string | undefined;
  readonly idempotencyKey: string | null;
  readonly bodyHash: string | null;
  /** to be kept with the attempt, as text */
  readonly consents: string | null;
  /** ms since the epoch; the merchant was asked no earlier */
  readonly pricedAt: number;
}

/** What leaves the signer: the handle and an address that was checked. */
export interface ReleasedPage {
  readonly id: string;
  readonly paymentUrl: string;
}

/** What the merchant allows. */
export interface CreationRules {
  /** hosts of payment pages */
  readonly payHosts: readonly string[];
  /** new attempts of one order */
  readonly attempts: Rate | false;
}

const POLL_MS = 100;
/** Enough to outwait any lease, and an end if the clock stands still. */
const MAX_TURNS = 400;
const HANDLE_BYTES = 32;

const inProgress = () =>
  new HttpProblem(409, 'in_progress', 'Another payment page of this order is being made.', {
    headers: { 'Retry-After': '2' },
  });
const unknownOutcome = () =>
  new HttpProblem(
    504,
    'gateway_unknown',
    'Nobody knows whether the payment was created; its page is not used.',
  );
const refused = () => new HttpProblem(502, 'gateway_refused', 'The gateway refused to create the payment.');

/** An order with money on its way must not get a second page. @throws {HttpProblem} 409 */
function refuseSettled(attempts: readonly Attempt[]): void {
  const first = (...states: AttemptState[]) => attempts.find(({ state }) => states.includes(state));
  const settled = first('PAID') ?? first('DUP_PAID') ?? first('HELD') ?? first('PROCESSING');
  if (settled) {
    throw new HttpProblem(409, 'already_paid', 'A payment of this order is made or on its way.', {
      id: settled.handle,
    });
  }
  if (first('MISMATCH')) {
    throw new HttpProblem(
      409,
      'payment_mismatch',
      'The gateway’s payment is not the one that was asked for.',
    );
  }
}

/**
 * Makes payment pages: at most one released per order and cart, each attempt written before the gateway hears of it, each
 * attempt's uuid POSTed at most once, and what nobody knows never released.
 */
export class PaymentCreator {
  readonly #store: Store;
  readonly #urlPay: UrlPay;
  readonly #checker: PaymentChecker;
  readonly #alerts: Alerts;
  readonly #world: World;
  readonly #rules: CreationRules;

  constructor(
    store: Store,
    urlPay: UrlPay,
    checker: PaymentChecker,
    alerts: Alerts,
    world: World,
    rules: CreationRules,
  ) {
    this.#store = store;
    this.#urlPay = urlPay;
    this.#checker = checker;
    this.#alerts = alerts;
    this.#world = world;
    this.#rules = rules;
  }

  /**
   * The page of an order: the one there is, or a new one.
   *
   * An idempotency key belongs to one attempt for ever: repeating it repeats that attempt's answer, also when that was a refusal
   * or an unknown outcome. A new attempt needs a new key.
   *
   * @throws {HttpProblem} 409 `already_paid`, `in_progress` or `payment_mismatch`; 422 for a key of another request; 429
   * `rate_limited`; 502; 504 `gateway_unknown`
   */
  async open(wish: CreationRequest): Promise<ReleasedPage> {
    for (let turn = 0; turn < MAX_TURNS; turn += 1) {
      const released = await this.#turn(wish);
      if (released) return released;
    }
    throw inProgress();
  }

  /** One look at the order; `null` when somebody else was faster or has to be waited for. */
  async #turn(wish: CreationRequest): Promise<ReleasedPage | null> {
    const attempts = await this.#store.ofOrder(wish.order.uuid);
    const current = attempts.at(-1);
    if (current?.state === 'CREATING') {
      if (isLeased(current, this.#world.now())) await this.#world.sleep(POLL_MS);
      else await this.#store.update(current, this.#moved(current, 'UNKNOWN'), null);
      return null;
    }
    refuseSettled(attempts);
    if (current?.state === 'OPEN' && current.digest === wish.digest) {
      await this.#checker.check(current);
      return this.#release(current);
    }
    const replayed = wish.idempotencyKey && (await this.#store.byIdempotencyKey(wish.idempotencyKey));
    if (replayed) return this.#replay(replayed, wish, current);
    // whoever was priced before a newer cart got its page would bring the old cart back, and then the new one a second page
    if (current && current.digest !== wish.digest && current.createdAt > wish.pricedAt) throw inProgress();
    await this.#ensureUnpaid(attempts);
    // last, since that the order is paid is better news than that somebody has to wait
    refuseManyAttempts(attempts, this.#rules.attempts, this.#world.now());
    return this.#create(wish, current ? current.n + 1 : 1);
  }

  /** @throws {HttpProblem} also when an earlier page was released and nobody can say whether it was paid */
  async #ensureUnpaid(attempts: readonly Attempt[]): Promise<void> {
    const looks = await Promise.all(attempts.map((attempt) => this.#checker.ensureChecked(attempt)));
    const seen = looks.map(({ attempt }) => attempt);
    refuseSettled(seen);
    const doubtful = seen.some(
      ({ paymentUrl, seenAt, checkedAt }) => paymentUrl !== null && seenAt < checkedAt,
    );
    if (doubtful) throw unknownOutcome();
  }

  #replay(replayed: Attempt, wish: CreationRequest, current: Attempt | undefined): Promise<ReleasedPage> {
    // two requests with one key came at once, and the other one was first
    if (replayed.bodyHash !== wish.bodyHash) throw reusedKey();
    if (replayed.uuid !== current?.uuid) throw inProgress();
    if (replayed.state === 'REJECTED') throw refused();
    if (replayed.paymentUrl === null) throw unknownOutcome();
    return this.#release(replayed);
  }

  async #create(wish: CreationRequest, first: number): Promise<ReleasedPage | null> {
    for (let n = first; ; n += 1) {
      const attempt = this.#draft(wish, n);
      const result = await this.#store.insert(attempt);
      if (result === 'n_taken' || result === 'key_taken') return null;
      // another order may be called `<uuid>.2`
      if (result === 'inserted') return this.#post(attempt, wish);
    }
  }

  #draft({ order, digest, answer, idempotencyKey, bodyHash, consents }: CreationRequest, n: number): Attempt {
    const now = this.#world.now();
    return {
      uuid: n === 1 ? order.uuid : `${order.uuid}.${n}`,
      order: order.uuid,
      n,
      handle: toBase64Url(this.#world.random(HANDLE_BYTES)),
      state: 'CREATING',
      amount: order.amount,
      currency: order.currency,
      digest,
      snapshot: JSON.stringify(answer),
      idempotencyKey,
      bodyHash,
      consents,
      gatewayId: null,
      paymentUrl: null,
      lastStatus: null,
      leaseUntil: now + LEASE_MS,
      checkedAt: 0,
      seenAt: 0,
      dueAt: now + LEASE_MS,
      receiptsAt: 0,
      receipts: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
  }

  async #post(attempt: Attempt, { order, websiteUrl, language }: CreationRequest): Promise<ReleasedPage> {
    let created: CreatedPayment;
    try {
      created = await this.#urlPay.createPayment(order, { uuid: attempt.uuid, websiteUrl, language });
    } catch (error) {
      return this.#fail(attempt, error);
    }
    const page = payPage(created.paymentUrl, { hosts: this.#rules.payHosts });
    const late = !isLeased(attempt, this.#world.now());
    const settled = await this.#settle(
      attempt,
      page === null || late ? 'ORPHANED' : 'OPEN',
      created.id,
      page,
    );
    if (page === null) await this.#forbidPage(attempt);
    if (settled.state !== 'OPEN') throw unknownOutcome();
    return this.#release(settled);
  }

  async #fail(attempt: Attempt, error: unknown): Promise<never> {
    const refusal = error instanceof KvitError && error.code === 'gateway_refused' ? error : null;
    await this.#settle(attempt, refusal ? 'REJECTED' : 'UNKNOWN', null, null);
    if (!refusal) {
      if (!(error instanceof KvitError)) await this.#alerts.report(error, attempt.order);
      throw unknownOutcome();
    }
    const details = refusal.errors.map(({ field, message }) => `${field}: ${message}`);
    const message = [refusal.message, ...details].join('\n');
    await this.#alerts.raise({ kind: 'gateway_refused', message, order: attempt.order });
    throw refused();
  }

  async #forbidPage({ order }: Attempt): Promise<never> {
    const message = 'the payment page is not on the gateway’s host nor on one of payHosts';
    await this.#alerts.raise({ kind: 'pay_host_forbidden', message, order });
    throw new HttpProblem(502, 'pay_host_forbidden', 'The payment page is on a host nobody allowed.');
  }

  /** Writes down what became of the create call, also when the lease was lost meanwhile: then it is watched, never released. */
  async #settle(
    attempt: Attempt,
    state: AttemptState,
    id: number | null,
    page: string | null,
  ): Promise<Attempt> {
    const change = { gatewayId: id, paymentUrl: state === 'OPEN' ? page : null };
    const result = await this.#store.update(attempt, { ...this.#moved(attempt, state), ...change }, null);
    if (result.kind === 'updated') return result.attempt;
    const fresh = await this.#store.byUuid(attempt.uuid);
    if (!fresh) throw new Error('an attempt is gone');
    if (id === null || fresh.gatewayId !== null) return fresh;
    return this.#settle(fresh, fresh.state === 'UNKNOWN' ? 'ORPHANED' : fresh.state, id, null);
  }

  #moved(attempt: Attempt, state: AttemptState): AttemptChange {
    const now = this.#world.now();
    return { state, updatedAt: now, dueAt: nextDue(state, attempt, now) };
  }

  /** Reads the order once more: only the current attempt's stored page leaves, and only while no money is on its way. */
  async #release({ uuid, order }: Attempt): Promise<ReleasedPage> {
    const attempts = await this.#store.ofOrder(order);
    refuseSettled(attempts);
    const current = attempts.at(-1);
    if (current?.uuid !== uuid || current.paymentUrl === null) throw inProgress();
    const page = payPage(current.paymentUrl, { hosts: this.#rules.payHosts });
    if (page === null) return this.#forbidPage(current);
    return { id: current.handle, paymentUrl: page };
  }
}
