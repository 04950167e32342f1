import { receiptStatus } from '../domain/receipt-status.ts';
import type { RawReceipt } from '../domain/wire.ts';

/** What the register has said so far. */
export interface Receipts {
  /** those that are issued or came to an error */
  readonly receipts: readonly RawReceipt[];
  /** whether asking again may bring more */
  readonly pending: boolean;
}

/** A receipt that is still being made is not one yet. */
export function toReceipts(items: readonly RawReceipt[]): Receipts {
  const receipts = items.filter((item) => receiptStatus(item) !== 'pending');
  return { receipts, pending: receipts.length === 0 || receipts.length < items.length };
}
