import type { KvitError } from '../domain/errors/kvit-error.ts';
import type { PaymentMeaning } from '../domain/contract/payment-status.ts';
import type { RawReceipt } from '../domain/contract/wire.ts';

/**
 * Where a buyer stands.
 *
 * `away`: the payment page is open and the gateway has seen nothing yet. `checking`: nobody has said how it ended.
 * `unresolved`: the deadline passed and still nobody has; that is neither paid nor failed.
 */
export type CheckoutState =
  | { readonly name: 'idle' }
  | { readonly name: 'submitting' }
  | { readonly name: 'redirecting' }
  | { readonly name: 'away' }
  | { readonly name: 'checking' }
  /** `until`: about when the hold ends, milliseconds since 1970, where the signer says */
  | { readonly name: 'held'; readonly until: number | null }
  | { readonly name: 'paid'; readonly receipt: 'coming' | 'late' }
  /** all that the register has said are errors */
  | { readonly name: 'paid'; readonly receipt: 'failed'; readonly receipts: readonly RawReceipt[] }
  /** at least one of them is issued */
  | { readonly name: 'receipt'; readonly receipts: readonly RawReceipt[] }
  | { readonly name: 'cancelled' }
  | { readonly name: 'failed' }
  | { readonly name: 'unresolved' }
  | { readonly name: 'error'; readonly error: KvitError };

export type StateName = CheckoutState['name'];

/** What can happen to a checkout. */
export type CheckoutEvent =
  | { readonly type: 'pay' }
  /** a payment page was released and may be opened */
  | { readonly type: 'released' }
  /** the buyer was sent to the page, or is still to be sent by a click */
  | { readonly type: 'left' }
  /** there is a payment to ask about: a return, a reload, `already_paid`, a press on "check" */
  | { readonly type: 'resume' }
  | { readonly type: 'payment'; readonly meaning: PaymentMeaning; readonly until?: number | null }
  | { readonly type: 'receipts'; readonly receipts: readonly RawReceipt[] }
  | { readonly type: 'receipt-late' }
  | { readonly type: 'deadline' }
  /** the signer knows no such payment */
  | { readonly type: 'lost' }
  /** the press came to nothing before a page was released, so nothing can have been charged */
  | { readonly type: 'stopped' }
  | { readonly type: 'fail'; readonly error: KvitError }
  | { readonly type: 'reset' };
