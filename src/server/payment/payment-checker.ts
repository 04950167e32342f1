import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Alerts } from '../notification/alerts.ts';
import type { Outbox } from '../notification/outbox.ts';
import type { World } from '../runtime/world.ts';
import { isFinal } from '../store/records/attempt-state.ts';
import { isRecent, nextDue, THROTTLE_MS, type Attempt } from '../store/records/attempt.ts';
import type { Store } from '../store/store.ts';
import type { UrlPay } from '../urlpay/url-pay.ts';
import { PaymentUpdater } from './payment-updater.ts';

/**
 * The result of a check, with the attempt as it is now.
 *
 * `checked`: the gateway answered. `joined`: it answered a question that was already under way. `skipped`: it was asked a moment ago,
 * or there is nothing to ask. `unreachable`: no usable answer.
 */
export interface CheckResult {
  readonly outcome: 'checked' | 'joined' | 'skipped' | 'unreachable';
  readonly attempt: Attempt;
}

/** The caller of a joined question may know of something that happened after the question was sent. */
const joined = (result: CheckResult): CheckResult =>
  result.outcome === 'checked' ? { ...result, outcome: 'joined' } : result;

/** Asks the gateway about payments, at most once per throttle each, and applies its answers. */
export class PaymentChecker {
  readonly #store: Store;
  readonly #urlPay: UrlPay;
  readonly #outbox: Outbox;
  readonly #alerts: Alerts;
  readonly #world: World;
  readonly #updater: PaymentUpdater;
  readonly #inFlight = new Map<string, Promise<CheckResult>>();

  constructor(store: Store, urlPay: UrlPay, outbox: Outbox, alerts: Alerts, world: World) {
    this.#store = store;
    this.#urlPay = urlPay;
    this.#outbox = outbox;
    this.#alerts = alerts;
    this.#world = world;
    this.#updater = new PaymentUpdater(store, outbox, alerts, world.now);
  }

  /**
   * Checks a payment, at most once per throttle however many callers there are.
   *
   * @param id the gateway's id of the payment, as the attempt or a callback names it
   */
  async check(attempt: Attempt, id: number | null = attempt.gatewayId): Promise<CheckResult> {
    if (isFinal(attempt.state)) await this.#outbox.repair(attempt);
    if (id === null || isFinal(attempt.state) || attempt.state === 'CREATING')
      return { outcome: 'skipped', attempt };
    const running = this.#inFlight.get(attempt.uuid);
    if (running) return joined(await running);
    if (isRecent(attempt.checkedAt, this.#world.now())) return { outcome: 'skipped', attempt };
    const result = this.#fetch(attempt, id).finally(() => this.#inFlight.delete(attempt.uuid));
    this.#inFlight.set(attempt.uuid, result);
    return result;
  }

  /** Checks a payment, and if the last check failed, waits for the throttle and checks once more. */
  async ensureChecked(attempt: Attempt): Promise<CheckResult> {
    const result = await this.check(attempt);
    const { checkedAt, seenAt } = result.attempt;
    if (result.outcome !== 'skipped' || seenAt >= checkedAt || attempt.gatewayId === null) return result;
    await this.#world.sleep(Math.max(checkedAt + THROTTLE_MS - this.#world.now(), 0));
    return this.check((await this.#store.byUuid(attempt.uuid)) ?? attempt);
  }

  async #fetch(attempt: Attempt, id: number): Promise<CheckResult> {
    const now = this.#world.now();
    const claim = { checkedAt: now, dueAt: nextDue(attempt.state, attempt, now) };
    const claimed = await this.#store.update(attempt, claim, null);
    if (claimed.kind !== 'updated') {
      return { outcome: 'skipped', attempt: (await this.#store.byUuid(attempt.uuid)) ?? attempt };
    }
    try {
      const payment = await this.#urlPay.getPayment(id);
      return { outcome: 'checked', attempt: await this.#updater.apply(claimed.attempt, payment, id) };
    } catch (error) {
      if (!(error instanceof KvitError)) throw error;
      if (error.code !== 'network') await this.#reportBadAnswer(attempt, error);
      return { outcome: 'unreachable', attempt: claimed.attempt };
    }
  }

  async #reportBadAnswer({ order }: Attempt, { message }: KvitError): Promise<void> {
    await this.#alerts.raise({ kind: 'gateway_bad_answer', message, order });
  }
}
