import type { Payment } from '../../domain/contract/wire.ts';
import type { Alerts } from '../notification/alerts.ts';
import { paidKey, refundKey, type Outbox } from '../notification/outbox.ts';
import { isFinal, transition, type AttemptState } from '../store/records/attempt-state.ts';
import { nextDue, type Attempt, type AttemptChange } from '../store/records/attempt.ts';
import type { OutboxEvent } from '../store/records/outbox-event.ts';
import type { Store } from '../store/store.ts';
import { judgePayment, type PaymentVerdict } from './payment-verdict.ts';

const MAX_CONFLICTS = 20;

/** The event that goes into the outbox together with a new state. */
function eventOf(state: AttemptState, attempt: Attempt, now: number): OutboxEvent | null {
  const row = { attempt: attempt.uuid, tries: 0, dueAt: now };
  if (state === 'PAID') return { ...row, key: paidKey(attempt), kind: 'paid' };
  if (state === 'DUP_PAID' || state === 'MISMATCH')
    return { ...row, key: refundKey(attempt), kind: 'refund' };
  return null;
}

/** Applies payments that were fetched from the gateway. No other code makes an attempt paid. */
export class PaymentUpdater {
  readonly #store: Store;
  readonly #outbox: Outbox;
  readonly #alerts: Alerts;
  readonly #now: () => number;

  constructor(store: Store, outbox: Outbox, alerts: Alerts, now: () => number) {
    this.#store = store;
    this.#outbox = outbox;
    this.#alerts = alerts;
    this.#now = now;
  }

  /**
   * Moves an attempt to the state that its payment has at the gateway. The write is a compare-and-set, and the event for the merchant
   * is in the same transaction.
   *
   * @param id the gateway's id of the payment
   */
  async apply(attempt: Attempt, payment: Payment, id: number): Promise<Attempt> {
    let current = attempt;
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
      const verdict = judgePayment(current, payment);
      if (verdict === 'foreign' || isFinal(current.state) || current.state === 'CREATING') return current;
      if (verdict === 'unverified') {
        await this.#reportUnreadable(current, id);
        return current;
      }
      const written = await this.#write(current, payment, id, verdict);
      if (written) return written;
      current = (await this.#store.byUuid(current.uuid)) ?? current;
    }
    throw new Error('an attempt is written too often');
  }

  async #reportUnreadable({ order }: Attempt, id: number): Promise<void> {
    const message = `payment ${id} comes without a readable uuid, amount or currency`;
    await this.#alerts.raise({ kind: 'gateway_bad_answer', message, order });
  }

  /** @returns `null` after a conflict: read the attempt again */
  async #write(
    attempt: Attempt,
    payment: Payment,
    id: number,
    verdict: Exclude<PaymentVerdict, 'foreign' | 'unverified'>,
  ): Promise<Attempt | null> {
    const state = verdict === 'mismatch' ? 'MISMATCH' : transition(attempt.state, verdict);
    const written = await this.#move(attempt, state, payment, id);
    if (written !== 'paid_exists') return written;
    // only the store knows that another attempt of the order is paid already
    const duplicate = await this.#move(attempt, 'DUP_PAID', payment, id);
    return duplicate === 'paid_exists' ? null : duplicate;
  }

  async #move(
    attempt: Attempt,
    state: AttemptState,
    payment: Payment,
    id: number,
  ): Promise<Attempt | 'paid_exists' | null> {
    const now = this.#now();
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
