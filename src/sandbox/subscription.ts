import { decimalText } from './kopecks.ts';
import type { Interval } from './order.ts';
import type { Payment } from './payment.ts';

const DAY_MS = 86_400_000;

/** A subscription as the API writes it. UrlPay does not document its status: here 1 is active and 0 is cancelled. */
export interface SubscriptionJson {
  readonly id: number;
  readonly description: string;
  readonly status: 0 | 1;
  readonly currency: 'rub';
  readonly amount: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly start_date: string;
  /** `YYYY-MM-DD`, UTC. The sandbox moves it on and charges nothing. */
  readonly next_pay_date: string;
  readonly interval: Interval;
}

/** The subscription that a payment began, or null if it asked for none or is not paid. */
export function subscriptionOf(payment: Payment, now: number, cancelled: boolean): SubscriptionJson | null {
  const { subscribe, amount, description } = payment.order;
  const id = payment.origin.subscriptionId;
  const start = payment.paidAt(now);
  if (subscribe === null || id === null || start === null) return null;
  return {
    id,
    description,
    status: cancelled ? 0 : 1,
    currency: 'rub',
    amount: decimalText(amount),
    start_date: dateText(start),
    next_pay_date: dateText(nextCharge(start, subscribe, now)),
    interval: subscribe,
  };
}

function nextCharge(start: number, interval: Interval, now: number): number {
  if (interval === 'Month') return nextMonthly(start, now);
  const step = interval === 'Day' ? DAY_MS : 7 * DAY_MS;
  return start + step * (Math.floor((now - start) / step) + 1);
}

function nextMonthly(start: number, now: number): number {
  const from = new Date(start);
  const until = new Date(now);
  const months =
    (until.getUTCFullYear() - from.getUTCFullYear()) * 12 + until.getUTCMonth() - from.getUTCMonth();
  const thisMonth = monthsAfter(from, months);
  return months > 0 && thisMonth > now ? thisMonth : monthsAfter(from, months + 1);
}

// 31 January + 1 month is the last day of February, not 3 March.
function monthsAfter(from: Date, months: number): number {
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const midnight = Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay));
  return midnight + (from.getTime() % DAY_MS);
}

function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
