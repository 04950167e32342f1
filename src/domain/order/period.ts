/** The periods of a subscription (`subscribe` of UrlPay's PaymentRequest). The API has no end, trial or count of charges. */
export const PERIODS = ['Day', 'Week', 'Month'] as const;

/** The period of a subscription. */
export type Period = (typeof PERIODS)[number];

export const isPeriod = (value: unknown): value is Period => (PERIODS as readonly unknown[]).includes(value);

/** The day of the charge that follows a charge on `from`; a month without that day is charged on its last day. */
export function nextCharge(from: Date, period: Period): Date {
  const next = new Date(from);
  if (period === 'Month') {
    next.setMonth(from.getMonth() + 1);
    // 31 January + 1 month is 3 March; day 0 of March is the last day of February
    if (next.getDate() !== from.getDate()) next.setDate(0);
  } else next.setDate(from.getDate() + (period === 'Day' ? 1 : 7));
  return next;
}
