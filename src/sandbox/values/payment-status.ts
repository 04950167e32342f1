/** The numbers UrlPay gives a payment's state. It documents two holds and no difference between them. */
export const STATUS = {
  created: 0,
  processing: 1,
  cancelled: 2,
  paid: 3,
  failed: 4,
  held: 5,
  heldToo: 6,
} as const;

/** What UrlPay documents. A script can make the sandbox show any other number, as the gateway one day might. */
export type PaymentStatus = (typeof STATUS)[keyof typeof STATUS];

export function isHold(status: number): boolean {
  return status === STATUS.held || status === STATUS.heldToo;
}
