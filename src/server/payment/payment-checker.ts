import { isCurrency } from '../../domain/money/currency.ts';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import { readKopecks } from '../../domain/money/money.ts';
import { paymentMeaning, type PaymentMeaning } from '../../domain/contract/payment-status.ts';
import type { Payment } from '../../domain/contract/wire.ts';
import type { Alerts } from '../notification/alerts.ts';
import { isFinal, transition, type AttemptState } from '../store/records/attempt-state.ts';
import {
  isRecent,
  nextDue,
  THROTTLE_MS,
  type Attempt,
  type AttemptChange,
} from '../store/records/attempt.ts';
import type { OutboxEvent } from '../store/records/outbox-event.ts';
import { paidKey, refundKey, type Outbox } from '../notification/outbox.ts';
import type { Store } from '../store/store.ts';
import type { UrlPay } from '../urlpay/url-pay.ts';
import type { World } from '../runtime/world.ts';

/** `checked`: the gateway answered. `joined`: it answered a question that was under way already. `skipped`: asked a moment ago, or nothing to ask. `unreachable`: no usable answer. */
export interface CheckResult {
  readonly outcome: 'checked' | 'joined' | 'skipped' | 'unreachable';
  readonly attempt: Attempt;
}

/** What a fetched payment is to an attempt. `foreign` and `unverified` change nothing. */
type Verdict = PaymentMeaning | 'mismatch' | 'foreign' | 'unverified';

const MAX_CONFLICTS = 20;

/** Whoever joins a question may know of something that came after it was asked. */
const joined = (look: CheckResult): CheckResult =>
  look.outcome === 'checked' ? { ...look, outcome: 'joined' } : look;

function judge(attempt: Attempt, payment: Payment): Verdict {
  const { uuid, amount, currency } = payment;
  if (typeof uuid !== 'string' || typeof currency !== 'string') return 'unverified';
  // an id nobody has verified may be a forged hint; our own id with another uuid is the gateway's word
  if (uuid !== attempt.uuid) return attempt.gatewayId === null ? 'foreign' : 'mismatch';
  let kopecks: number;
  try {
    kopecks = readKopecks(amount);
  } catch {
    return 'unverified';
  }
  if (kopecks !== attempt.amount || !isCurrency(currency)) return 'mismatch';
  return paymentMeaning(payment.status);
}

function eventOf(state: AttemptState, attempt: Attempt, now: number): OutboxEvent | null {
  const row = { attempt: attempt.uuid, tries: 0, dueAt: now };
  if (state === 'PAID') return { ...row, key: paidKey(attempt), kind: 'paid' };
  if (state === 'DUP_PAID' || state === 'MISMATCH')
    return { ...row, key: refundKey(attempt), kind: 'refund' };
  return null;
}

/** Asks the gateway about attempts, sparingly, and applies what it says: the only way a payment ever becomes paid. */
export class PaymentChecker {
  readonly #store: Store;
  readonly #urlPay: UrlPay;
  readonly #outbox: Outbox;
  readonly #alerts: Alerts;
  readonly #world: World;
  readonly #inFlight = new Map<string, Promise<CheckResult>>();

  constructor(store: Store, urlPay: UrlPay, outbox: Outbox, alerts: Alerts, world: World) {
    this.#store = store;
    this.#urlPay = urlPay;
    this.#outbox = outbox;
    this.#alerts = alerts;
    this.#world = world;
  }

  /** Looks at a payment, at most once per throttle however many ask. @param id the gateway's, or what a hint says it is */
  async check(attempt: Attempt, id: number | null = attempt.gatewayId): Promise<CheckResult> {
    if (isFinal(attempt.state)) await this.#outbox.repair(attempt);
    if (id === null || isFinal(attempt.state) || attempt.state === 'CREATING')
      return { outcome: 'skipped', attempt };
    const running = this.#inFlight.get(attempt.uuid);
    if (running) return joined(await running);
    if (isRecent(attempt.checkedAt, this.#world.now())) return { outcome: 'skipped', attempt };
    const look = this.#fetch(attempt, id).finally(() => this.#inFlight.delete(attempt.uuid));
    this.#inFlight.set(attempt.uuid, look);
    return look;
  }

  /** Looks until it is known what the gateway says now, waiting for the throttle if the last look failed. */
  async ensureChecked(attempt: Attempt): Promise<CheckResult> {
    const look = await this.check(attempt);
    const { checkedAt, seenAt } = look.attempt;
    if (look.outcome !== 'skipped' || seenAt >= checkedAt || attempt.gatewayId === null) return look;
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
      return { outcome: 'checked', attempt: await this.apply(claimed.attempt, payment, id) };
    } catch (error) {
      if (!(error instanceof KvitError)) throw error;
      if (error.code !== 'network') {
        await this.#alerts.raise({
          kind: 'gateway_bad_answer',
          message: error.message,
          order: attempt.order,
        });
      }
      return { outcome: 'unreachable', attempt: claimed.attempt };
    }
  }

  /**
   * Moves an attempt to where a payment fetched from the gateway says it is: checked against uuid, kopecks and currency, by
   * compare-and-set, with the event in the same transaction.
   */
  async apply(attempt: Attempt, payment: Payment, id: number): Promise<Attempt> {
    let current = attempt;
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
      const verdict = judge(current, payment);
      if (verdict === 'foreign' || isFinal(current.state) || current.state === 'CREATING') return current;
      const written = await this.#write(current, payment, id, verdict);
      if (written) return written;
      current = (await this.#store.byUuid(current.uuid)) ?? current;
    }
    throw new Error('an attempt is written too often');
  }

  async #write(attempt: Attempt, payment: Payment, id: number, verdict: Verdict): Promise<Attempt | null> {
    if (verdict === 'foreign') return attempt;
    if (verdict === 'unverified') {
      const message = `payment ${id} comes without a readable uuid, amount or currency`;
      await this.#alerts.raise({ kind: 'gateway_bad_answer', message, order: attempt.order });
      return attempt;
    }
    const state = verdict === 'mismatch' ? 'MISMATCH' : transition(attempt.state, verdict);
    const written = await this.#move(attempt, state, payment, id);
    // the store knows better whether the order was paid already
    return written === 'paid_exists' ? this.#movedOrNull(attempt, 'DUP_PAID', payment, id) : written;
  }

  async #movedOrNull(
    attempt: Attempt,
    state: AttemptState,
    payment: Payment,
    id: number,
  ): Promise<Attempt | null> {
    const written = await this.#move(attempt, state, payment, id);
    return written === 'paid_exists' ? null : written;
  }

  async #move(
    attempt: Attempt,
    state: AttemptState,
    payment: Payment,
    id: number,
  ): Promise<Attempt | 'paid_exists' | null> {
    const now = this.#world.now();
    const moved = state !== attempt.state;
    const updatedAt = moved ? now : attempt.updatedAt;
    const change: AttemptChange = {
      state,
      updatedAt,
      gatewayId: attempt.gatewayId ?? id,
      lastStatus: payment.status ?? attempt.lastStatus,
      seenAt: now,
      dueAt: nextDue(state, { ...attempt, updatedAt }, now),
    };
    const event = moved ? eventOf(state, attempt, now) : null;
    const result = await this.#store.update(attempt, change, event);
    if (result.kind === 'paid_exists') return 'paid_exists';
    if (result.kind === 'conflict') return null;
    if (event) await this.#outbox.deliver(event);
    return result.attempt;
  }
}
