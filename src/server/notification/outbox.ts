import { writeKopecks } from '../../domain/money/money.ts';
import { OrderAnswer } from '../../domain/contract/wire.ts';
import type { AlertHandler, RefundAlert } from './alert.ts';
import type { Alerts } from './alerts.ts';
import type { Attempt } from '../store/records/attempt.ts';
import { finishesWithin } from '../runtime/timeout.ts';
import type { OutboxEvent } from '../store/records/outbox-event.ts';
import type { PaidEvent, PaidHandler, SettledPayment } from './paid-event.ts';
import { readConsents } from '../store/records/kept-consents.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../runtime/world.ts';

/** How long a delivery may take before it is tried again, in ms; a failed one waits as long, and twice as long each time. */
const DELIVERY_MS = 30_000;
const MAX_PAUSE_MS = 600_000;
const BATCH = 100;
/** A backend that hangs must not take the sweep's time with every order: what is left comes with the next, in ms. */
const PATIENCE_MS = 10_000;

const pauseAfter = (tries: number): number => Math.min(DELIVERY_MS * 2 ** tries, MAX_PAUSE_MS);

/** The first, second, fourth, eighth … failure: a night without the shop's backend is not worth an alert for every try. */
const isWorthAnAlert = (failures: number): boolean => Number.isInteger(Math.log2(failures));

export const paidKey = (attempt: Attempt): string => `paid:${attempt.order}`;
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

/** Delivers events at least once: one deliverer at a time by a claim in the store, again when it failed or died. */
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

  /** Delivers one event now, if nobody else does. Never throws: what fails stays in the outbox. */
  async deliver(event: OutboxEvent): Promise<boolean> {
    const { now, sleep } = this.#world;
    try {
      if (!(await this.#store.claimEvent(event, now() + pauseAfter(event.tries)))) return false;
      // a handler that takes longer is not waited for, and is done with all the same if it ends well
      if (await finishesWithin(DELIVERY_MS, this.#tell(event), sleep)) return true;
      throw new Error('its handler has not come to an end');
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

  /** Delivers what a settled attempt still owes the merchant, if it is due: whoever wrote it may have died over it. */
  async repair(attempt: Attempt): Promise<void> {
    const key = attempt.state === 'PAID' ? paidKey(attempt) : refundKey(attempt);
    const event = await this.#store.event(key);
    if (event && event.dueAt <= this.#world.now()) await this.deliver(event);
  }

  /** Delivers what is due. @returns how many were, and how many were not */
  async deliverDue(): Promise<{ delivered: number; failed: number }> {
    let delivered = 0;
    let failed = 0;
    const began = this.#world.now();
    for (const event of await this.#store.pendingEvents(began, BATCH)) {
      // either way, since a clock may jump back
      if (Math.abs(this.#world.now() - began) > PATIENCE_MS) break;
      if (await this.deliver(event)) delivered += 1;
      else failed += 1;
    }
    return { delivered, failed };
  }
}
