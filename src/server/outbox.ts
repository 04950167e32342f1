import { writeKopecks } from '../domain/money.ts';
import { OrderAnswer } from '../domain/wire.ts';
import type { AlertHandler, Alerts } from './alerts.ts';
import type { Attempt } from './attempt.ts';
import type { OutboxEvent, PaidEvent, RefundAlert, SettledPayment } from './event.ts';
import type { Store } from './store.ts';

export type PaidHandler = (event: PaidEvent) => void | Promise<void>;

/** How long a delivery may take before another process tries it, in ms; a failed one waits as long. */
const DELIVERY_MS = 30_000;
const BATCH = 100;

export const paidKey = (attempt: Attempt): string => `paid:${attempt.order}`;
export const refundKey = (attempt: Attempt): string => `refund:${attempt.uuid}`;

function paymentOf({ gatewayId, uuid, amount, currency }: Attempt): SettledPayment {
  return { id: gatewayId ?? 0, uuid, amount: writeKopecks(amount), currency };
}

function paidEvent(key: string, attempt: Attempt): PaidEvent {
  return { key, order: OrderAnswer.parse(JSON.parse(attempt.snapshot)), payment: paymentOf(attempt) };
}

function refundAlert(key: string, attempt: Attempt): RefundAlert {
  const reason = attempt.state === 'DUP_PAID' ? 'duplicate' : 'mismatch';
  return { kind: 'refund_due', key, reason, order: attempt.order, payment: paymentOf(attempt) };
}

/** Delivers events at least once: one deliverer at a time by a claim in the store, again when it failed or died. */
export class Outbox {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #onPaid: PaidHandler;
  readonly #onAlert: AlertHandler;
  readonly #alerts: Alerts;

  constructor(store: Store, now: () => number, onPaid: PaidHandler, onAlert: AlertHandler, alerts: Alerts) {
    this.#store = store;
    this.#now = now;
    this.#onPaid = onPaid;
    this.#onAlert = onAlert;
    this.#alerts = alerts;
  }

  /** Delivers one event now, if nobody else does. Never throws: what fails stays in the outbox. */
  async deliver(event: OutboxEvent): Promise<boolean> {
    try {
      if (!(await this.#store.claimEvent(event, this.#now() + DELIVERY_MS))) return false;
      const attempt = await this.#store.byUuid(event.attempt);
      if (!attempt) throw new Error('its attempt is gone');
      if (event.kind === 'paid') await this.#onPaid(paidEvent(event.key, attempt));
      else await this.#onAlert(refundAlert(event.key, attempt));
      await this.#store.finishEvent(event.key);
      return true;
    } catch (error) {
      const message = `${event.key}: ${error instanceof Error ? error.message : String(error)}`;
      await this.#alerts.raise({ kind: 'delivery_failed', message, order: null });
      return false;
    }
  }

  /** Delivers what a settled attempt still owes the merchant, if it is due: whoever wrote it may have died over it. */
  async repair(attempt: Attempt): Promise<void> {
    const key = attempt.state === 'PAID' ? paidKey(attempt) : refundKey(attempt);
    const event = await this.#store.event(key);
    if (event && event.dueAt <= this.#now()) await this.deliver(event);
  }

  /** Delivers what is due. @returns how many were, and how many were not */
  async deliverDue(): Promise<{ delivered: number; failed: number }> {
    let delivered = 0;
    let failed = 0;
    for (const event of await this.#store.pendingEvents(this.#now(), BATCH)) {
      if (await this.deliver(event)) delivered += 1;
      else failed += 1;
    }
    return { delivered, failed };
  }
}
