import { readKopecks, type Kopecks } from '../domain/money/money.ts';
import type { Period } from '../domain/order/period.ts';

/** A subscription as its buyer sees it (UrlPay's `Subscribe`); a field that could not be read is `null`. */
export interface BuyerSubscription {
  readonly id: string;
  readonly description: string;
  /** UrlPay has not published its integers: its list shows 1 for a running subscription and 0 for an ended one */
  readonly state: 'active' | 'ended' | 'unclear';
  readonly amount: Kopecks | null;
  readonly interval: Period | null;
  readonly since: Date | null;
  readonly next: Date | null;
}

/** Reads an ISO 8601 day or moment; any other text would be a guess. A day begins at the buyer's midnight, not at UTC's. */
function readDate(value: unknown): Date | null {
  const [text, time] = /^\d{4}-\d\d-\d\d([T ].+)?$/.exec(textOf(value)) ?? [];
  const date = text ? new Date(time ? text : `${text}T00:00`) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

function readSum(value: unknown): Kopecks | null {
  try {
    return readKopecks(value);
  } catch {
    return null;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isInterval = (value: unknown): value is Period =>
  value === 'Day' || value === 'Week' || value === 'Month';

function readState(status: unknown): BuyerSubscription['state'] {
  if (status === 1 || status === '1') return 'active';
  return status === 0 || status === '0' ? 'ended' : 'unclear';
}

/** @returns no subscription for an item without an id: it could not be ended */
function readBuyerSubscription(item: unknown): BuyerSubscription[] {
  const fields = (item ?? {}) as Record<string, unknown>;
  const { id, description, status, amount, interval, start_date, next_pay_date } = fields;
  if (!Number.isSafeInteger(id) && !textOf(id)) return [];
  return [
    {
      id: String(id),
      description: textOf(description),
      state: readState(status),
      amount: readSum(amount),
      interval: isInterval(interval) ? interval : null,
      since: readDate(start_date),
      next: readDate(next_pay_date),
    },
  ];
}

/** Reads the answer of `GET {signer}/subscriptions`. @returns `null` when it has no list */
export function readBuyerSubscriptions(body: unknown): readonly BuyerSubscription[] | null {
  const { items } = (body ?? {}) as { items?: unknown };
  return Array.isArray(items) ? items.flatMap(readBuyerSubscription) : null;
}
