/** The numbers UrlPay gives a payment's state. It also knows 6, a second "hold", which the sandbox never uses. */
export const STATUS = { created: 0, processing: 1, cancelled: 2, paid: 3, failed: 4, held: 5 } as const;

export type PaymentStatus = (typeof STATUS)[keyof typeof STATUS];
