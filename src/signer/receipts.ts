import type { RawReceipt } from '../domain/wire.ts';

/** What the register has said so far. */
export interface Receipts {
  /** those that are issued or came to an error */
  readonly receipts: readonly RawReceipt[];
  /** whether asking again may bring more */
  readonly pending: boolean;
}
