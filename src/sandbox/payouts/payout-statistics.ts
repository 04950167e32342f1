import { decimalText } from '../values/kopecks.ts';
import type { Payout } from './payout.ts';
import { PAYOUT_CURRENCIES, PAYOUT_STATUSES, PAYOUT_TYPES } from './payout-codes.ts';

/** The number and sum of some payouts, in roubles without the fee. */
interface PayoutGroup {
  readonly text: string;
  readonly count: number;
  readonly amount: number;
}

/** The statistics as the API writes them (`GET /v2/card-payouts/statistics`), in roubles without the fee. */
export interface PayoutStatistics {
  readonly total_count: number;
  readonly total_amount: number;
  readonly by_status: Readonly<Record<string, PayoutGroup>>;
  readonly by_currency: Readonly<Record<string, PayoutGroup>>;
  readonly by_type: Readonly<Record<string, PayoutGroup>>;
}

/** Counts payouts by status, currency and type; empty groups are left out. */
export function payoutStatistics(payouts: readonly Payout[], now: number): PayoutStatistics {
  return {
    total_count: payouts.length,
    total_amount: total(payouts),
    by_status: groups(payouts, PAYOUT_STATUSES, (payout) => payout.statusAt(now)),
    by_currency: groups(payouts, PAYOUT_CURRENCIES, () => 'rub'),
    by_type: groups(payouts, PAYOUT_TYPES, ({ request }) => request.type),
  };
}

function groups(
  payouts: readonly Payout[],
  words: Readonly<Record<string, string>>,
  groupOf: (payout: Payout) => string,
): Record<string, PayoutGroup> {
  const found = Object.entries(words).flatMap(([name, text]) => {
    const members = payouts.filter((payout) => groupOf(payout) === name);
    return members.length === 0 ? [] : [[name, { text, count: members.length, amount: total(members) }]];
  });
  return Object.fromEntries(found) as Record<string, PayoutGroup>;
}

function total(payouts: readonly Payout[]): number {
  return Number(decimalText(payouts.reduce((sum, { request }) => sum + request.amount, 0n)));
}
