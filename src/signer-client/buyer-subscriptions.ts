import type { Kopecks } from '../domain/money/money.ts';
import type { Period } from '../domain/order/period.ts';

/** A subscription as a buyer sees it (UrlPay's `Subscribe`); what could not be read is `null`. */
export interface BuyerSubscription {
  readonly id: string;
  readonly description: string;
  /** UrlPay has not published what its integers mean; 1 and 0 are what its list shows of a running and an ended one */
  readonly state: 'active' | 'ended' | 'unclear';
  readonly amount: Kopecks | null;
  readonly interval: Period | null;
  readonly since: Date | null;
  readonly next: Date | null;
}

/** An ISO 8601 day or moment; anything else would be a guess. A day is meant as the calendar's, not as UTC midnight. */
function readDate(value: unknown): Date | null {
  const [text, time] = /^\d{4}-\d\d-\d\d([T ].+)?$/.exec(textOf(value)) ?? [];
  const date = text ? new Date(time ? text : `${text}T00:00`) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

/** How roubles are read; handed in, so that this file imports nothing at run time and both builds load it alone. */
export type ReadKopecks = (value: unknown) => Kopecks;

function readSum(value: unknown, read: ReadKopecks): Kopecks | null {
  try {
    return read(value);
  } catch {
    return null;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isInterval = (value: unknown): value is Period =>
  value === 'Day' || value === 'Week' || value === 'Month';
const STATES: Readonly<Partial<Record<string, BuyerSubscription['state']>>> = { 0: 'ended', 1: 'active' };

/** An item without an id could not be ended, and one that is no object is none. */
function readBuyerSubscription(item: unknown, read: ReadKopecks): BuyerSubscription[] {
  const { id, description, status, amount, interval, start_date, next_pay_date } = (item ?? {}) as Record<
    string,
    unknown
  >;
  if (!Number.isSafeInteger(id) && !textOf(id)) return [];
  return [
    {
      id: String(id),
      description: textOf(description),
      state: STATES[String(status)] ?? 'unclear',
      amount: readSum(amount, read),
      interval: isInterval(interval) ? interval : null,
      since: readDate(start_date),
      next: readDate(next_pay_date),
    },
  ];
}

/** @returns `null` for an answer that is no list of them */
export function readBuyerSubscriptions(
  body: unknown,
  read: ReadKopecks,
): readonly BuyerSubscription[] | null {
  const { items } = (body ?? {}) as { items?: unknown };
  return Array.isArray(items) ? items.flatMap((item) => readBuyerSubscription(item, read)) : null;
}
