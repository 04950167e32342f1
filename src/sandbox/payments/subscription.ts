import type { Interval, Order } from '../requests/order.ts';
import type { Payment } from './payment.ts';
import { decimalText } from '../values/kopecks.ts';
import { dateText } from '../values/time-text.ts';

const DAY_MS = 86_400_000;

/**
 * A subscription as the API writes it (`GET /v2/subscribes`). `amount` is in roubles with two decimals. UrlPay does not document
 * `status`: here 1 is active and 0 is cancelled.
 */
export interface SubscriptionJson {
  readonly id: number;
  readonly description: string;
  readonly status: 0 | 1;
  readonly currency: 'rub';
  readonly amount: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly start_date: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly next_pay_date: string;
  readonly interval: Interval;
}

/** A subscription that a paid payment started. It charges at the time of day at which it started. */
export class Subscription {
  readonly id: number;
  readonly interval: Interval;
  /** The payment that started it. */
  readonly first: Payment;
  readonly startedAt: number;
  /** The ids of its payments, the first one included. */
  readonly payments: number[];
  cancelled = false;
  #charges = 1;

  constructor(id: number, interval: Interval, first: Payment, startedAt: number) {
    this.id = id;
    this.interval = interval;
    this.first = first;
    this.startedAt = startedAt;
    this.payments = [first.origin.id];
  }

  /** The moment of the next charge, milliseconds since the epoch. */
  get nextAt(): number {
    if (this.interval === 'Month') return monthsAfter(new Date(this.startedAt), this.#charges);
    return this.startedAt + this.#charges * (this.interval === 'Day' ? 1 : 7) * DAY_MS;
  }

  /** The order of the next charge; counts the charge. @param ownUuid true for a uuid of its own, false for the first payment's. */
  renew(ownUuid: boolean): Order {
    const { order } = this.first;
    const uuid = ownUuid ? `${order.uuid}-renewal-${this.#charges}` : order.uuid;
    this.#charges += 1;
    return { ...order, uuid, subscribe: null, holdTime: null };
  }

  toJson(): SubscriptionJson {
    const { amount, description } = this.first.order;
    return {
      id: this.id,
      description,
      status: this.cancelled ? 0 : 1,
      currency: 'rub',
      amount: decimalText(amount),
      start_date: dateText(this.startedAt),
      next_pay_date: dateText(this.nextAt),
      interval: this.interval,
    };
  }
}

// 31 January + 1 month is the last day of February, not 3 March.
function monthsAfter(from: Date, months: number): number {
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const midnight = Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay));
  return midnight + (from.getTime() % DAY_MS);
}
