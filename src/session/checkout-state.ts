import type { KvitError } from '../domain/errors/kvit-error.ts';
import type { PaymentMeaning } from '../domain/contract/payment-status.ts';
import type { RawReceipt } from '../domain/contract/wire.ts';

/**
 * The state of a checkout.
 *
 * `away`: the payment page is open, and the gateway reports no attempt to pay. `checking`: the outcome is not known yet.
 * `unresolved`: the outcome is still unknown after the deadline; that is neither paid nor failed.
 */
export type CheckoutState =
  | { readonly name: 'idle' }
  | { readonly name: 'submitting' }
  | { readonly name: 'redirecting' }
  | { readonly name: 'away' }
  | { readonly name: 'checking' }
  /** `until`: approximate end of the hold, milliseconds since 1970; `null` if the signer does not say */
  | { readonly name: 'held'; readonly until: number | null }
  | { readonly name: 'paid'; readonly receipt: 'coming' | 'late' }
  /** the register has answered with errors only */
  | { readonly name: 'paid'; readonly receipt: 'failed'; readonly receipts: readonly RawReceipt[] }
  /** at least one receipt is issued */
  | { readonly name: 'receipt'; readonly receipts: readonly RawReceipt[] }
  | { readonly name: 'cancelled' }
  | { readonly name: 'failed' }
  | { readonly name: 'unresolved' }
  | { readonly name: 'error'; readonly error: KvitError };

/** The name of a state, as the `state` attribute and `kvit-change` give it. */
export type StateName = CheckoutState['name'];

/** An event that may change the state. */
export type CheckoutEvent =
  | { readonly type: 'pay' }
  /** the signer has given a payment page */
  | { readonly type: 'released' }
  /** the payment page is open in another tab, or waits for a click */
  | { readonly type: 'left' }
  /** a payment is known and its outcome is asked for: a return, a reload, `already_paid`, a press on "check" */
  | { readonly type: 'resume' }
  | { readonly type: 'payment'; readonly meaning: PaymentMeaning; readonly until?: number | null }
  | { readonly type: 'receipts'; readonly receipts: readonly RawReceipt[] }
  | { readonly type: 'receipt-late' }
  | { readonly type: 'deadline' }
  /** the signer knows no such payment */
  | { readonly type: 'lost' }
  /** the press ended before a page was given, so no money can have been charged */
  | { readonly type: 'stopped' }
  | { readonly type: 'fail'; readonly error: KvitError }
  | { readonly type: 'reset' };
