import { OrderAnswer } from '../../domain/contract/wire.ts';
import { writeKopecks } from '../../domain/money/money.ts';
import { finishesWithin } from '../runtime/timeout.ts';
import type { World } from '../runtime/world.ts';
import type { Attempt } from '../store/records/attempt.ts';
import type { OutboxEvent } from '../store/records/outbox-event.ts';
import { readConsents } from '../store/records/kept-consents.ts';
import type { Store } from '../store/store.ts';
import type { AlertHandler, RefundAlert } from './alert.ts';
import type { Alerts } from './alerts.ts';
import type { PaidEvent, PaidHandler, SettledPayment } from './paid-event.ts';

/** Timeout of a delivery, and the pause after its first failure, in ms. The pause doubles with each failure. */
const DELIVERY_MS = 30_000;
/** The longest pause, in ms. */
const MAX_PAUSE_MS = 600_000;
const BATCH = 100;
/** Time for deliveries in one sweep, in ms: a backend that hangs must not hang the sweep once for each order. */
const MAX_SWEEP_MS = 10_000;

const pauseAfter = (tries: number): number => Math.min(DELIVERY_MS * 2 ** tries, MAX_PAUSE_MS);

/** True for the first, second, fourth, eighth … failure: a night without the shop's backend must not raise an alert for every try. */
const isWorthAnAlert = (failures: number): boolean => Number.isInteger(Math.log2(failures));

/** The key of an order's paid event. */
export const paidKey = (attempt: Attempt): string => `paid:${attempt.order}`;
/** The key of an attempt's refund alert. */
export const refundKey = (attempt: Attempt): string => `refund:${attempt.uuid}`;

function paymentOf({ gatewayId, uuid, amount, currency }: Attempt): SettledPayment {
  return { id: gatewayId ?? 0, uuid, amount: writeKopecks(amount), currency };
}

function paidEvent(key: string, attempt: Attempt): PaidEvent {
  const order = OrderAnswer.parse(JSON.parse(attempt.snapshot));
  return { key, order, payment: paymentOf(attempt), consents: readConsents(attempt.consents) };
}

function refundAlert(key: string, attempt: Attempt): RefundAlert {
  const reason = attempt.state === 'DUP_PAID' ? 'duplicate' : 'mismatch';
  return { kind: 'refund_due', key, reason, order: attempt.order, payment: paymentOf(attempt) };
}

/** Delivers events at least once. A claim in the store admits one deliverer at a time, and ends when it fails or dies. */
export class Outbox {
  readonly #store: Store;
  readonly #world: World;
  readonly #onPaid: PaidHandler;
  readonly #onAlert: AlertHandler;
  readonly #alerts: Alerts;

  constructor(store: Store, world: World, onPaid: PaidHandler, onAlert: AlertHandler, alerts: Alerts) {
    this.#store = store;
    this.#world = world;
    this.#onPaid = onPaid;
    this.#onAlert = onAlert;
    this.#alerts = alerts;
  }

  /** Delivers one event now, unless another process does. Never throws: a failed event stays in the outbox. */
  async deliver(event: OutboxEvent): Promise<boolean> {
    const { now, sleep } = this.#world;
    try {
      if (!(await this.#store.claimEvent(event, now() + pauseAfter(event.tries)))) return false;
      // a slower handler goes on, and the event is finished if it succeeds before the next try
      if (await finishesWithin(DELIVERY_MS, this.#tell(event), sleep)) return true;
      throw new Error('its handler did not finish in time');
    } catch (error) {
      const message = `${event.key}: ${error instanceof Error ? error.message : String(error)}`;
      if (isWorthAnAlert(event.tries + 1))
        await this.#alerts.raise({ kind: 'delivery_failed', message, order: null });
      return false;
    }
  }

  async #tell({ key, kind, attempt: uuid }: OutboxEvent): Promise<void> {
    const attempt = await this.#store.byUuid(uuid);
    if (!attempt) throw new Error('its attempt is gone');
    if (kind === 'paid') await this.#onPaid(paidEvent(key, attempt));
    else await this.#onAlert(refundAlert(key, attempt));
    await this.#store.finishEvent(key);
  }

  /** Delivers the event of a settled attempt if it is due: the process that wrote it may have died before its delivery. */
  async repair(attempt: Attempt): Promise<void> {
    const key = attempt.state === 'PAID' ? paidKey(attempt) : refundKey(attempt);
    const event = await this.#store.event(key);
    if (event && event.dueAt <= this.#world.now()) await this.deliver(event);
  }

  /** Delivers the events that are due. @returns the counts of delivered and failed events */
  async deliverDue(): Promise<{ delivered: number; failed: number }> {
    let delivered = 0;
    let failed = 0;
    const began = this.#world.now();
    for (const event of await this.#store.pendingEvents(began, BATCH)) {
      // the distance counts, because a clock may jump back
      if (Math.abs(this.#world.now() - began) > MAX_SWEEP_MS) break;
      if (await this.deliver(event)) delivered += 1;
      else failed += 1;
    }
    return { delivered, failed };
  }
}
