/** How often a subscription charges (`subscribe` of UrlPay's PaymentRequest): no end, no trial, no count. */
export const PERIODS = ['Day', 'Week', 'Month'] as const;
export type Period = (typeof PERIODS)[number];

export const isPeriod = (value: unknown): value is Period => (PERIODS as readonly unknown[]).includes(value);
