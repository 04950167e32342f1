/** How often a subscription charges (`subscribe` of UrlPay's PaymentRequest): no end, no trial, no count. */
export const PERIODS = ['Day', 'Week', 'Month'] as const;
export type Period = (typeof PERIODS)[number];

export const isPeriod = (value: unknown): value is Period => (PERIODS as readonly unknown[]).includes(value);

/** The day of the charge after one on `from`: the same day of the next month, or that month's last. */
export function nextCharge(from: Date, period: Period): Date {
  const next = new Date(from);
  if (period === 'Month') {
    next.setMonth(from.getMonth() + 1);
    // 31 January has no day of its own in February: day 0 is the last of the month before
    if (next.getDate() !== from.getDate()) next.setDate(0);
  } else next.setDate(from.getDate() + (period === 'Day' ? 1 : 7));
  return next;
}
