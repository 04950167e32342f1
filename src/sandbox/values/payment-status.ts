/** UrlPay's numbers of a payment's status. It documents two holds and no difference between them. */
export const STATUS = {
  created: 0,
  processing: 1,
  cancelled: 2,
  paid: 3,
  failed: 4,
  held: 5,
  heldToo: 6,
} as const;

/** A documented status. A script can show any other number, since a gateway can add one. */
export type PaymentStatus = (typeof STATUS)[keyof typeof STATUS];

/** True for either of the two holds. */
export function isHold(status: number): boolean {
  return status === STATUS.held || status === STATUS.heldToo;
}
