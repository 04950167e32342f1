import type { Operation } from './operation.ts';

/** The error statuses that a script can give a call. */
export const FAULT_STATUSES = [400, 401, 403, 404, 422, 429, 500, 502, 503] as const;
/** One of `FAULT_STATUSES`. */
export type FaultStatus = (typeof FAULT_STATUSES)[number];

/** The faults of an API call that need no parameter; `AnswerFault` describes each. */
export const ANSWER_FAULT_NAMES = [
  'ok',
  'lost-before',
  'lost-after',
  'lost-once',
  'html',
  'html-after',
  'truncated',
  'reset',
] as const;

/**
 * The fault of one API call:
 * - `ok`: none;
 * - `lost-before`, `lost-after`: the connection breaks before or after the call takes effect;
 * - `lost-once` (create): like `lost-after`, but only on the first, third… try for one amount and description;
 * - `html`, `html-after`: 200 with an HTML page, as a captive portal or a proxy sends, before or after the effect;
 * - `truncated`: the call takes effect, and the JSON of its answer ends in the middle;
 * - `reset`: the call takes effect, and the connection breaks in the middle of the answer's body;
 * - a status, or `{status, after, retryAfter}`: the error answer; with `after` the call takes effect first. `retryAfter` is
 *   copied into the header `Retry-After`; the default is `1` for 429 and no header for the rest;
 * - `{slow}`: the right answer, delayed by this many milliseconds on the sandbox's clock;
 * - `{stale}` (list, get): the state of this many milliseconds ago, without the payments created since;
 * - `{shows}` (list, get): this number as the status of every payment, instead of the real one.
 */
export type AnswerFault =
  | (typeof ANSWER_FAULT_NAMES)[number]
  | FaultStatus
  | {
      readonly status: FaultStatus;
      readonly after?: boolean | undefined;
      readonly retryAfter?: number | string | undefined;
    }
  | { readonly slow: number }
  | { readonly stale: number }
  | { readonly shows: number };

/** The faults of a callback that need no parameter; `CallbackFault` describes each. */
export const CALLBACK_FAULT_NAMES = [
  'ok',
  'lost',
  'doubled',
  'late',
  'early',
  'forged-uuid',
  'forged-amount',
  'forged-id',
  'forged-word',
] as const;

/**
 * The fault of the callback about a finished payment: `late` comes after 10 s or the given milliseconds; `early` comes at once,
 * while the API shows the new status only after 2 s or the given milliseconds; a `forged-…` one has one field wrong.
 */
export type CallbackFault =
  (typeof CALLBACK_FAULT_NAMES)[number] | { readonly late: number } | { readonly early: number };

/** The values of `Forgery`. */
export const FORGERIES = ['none', 'unpaid', 'uuid', 'amount', 'id'] as const;
/**
 * A callback without cause, one second after a payment is created: `unpaid` claims success with that payment's own fields, the
 * others with a wrong uuid, amount or id.
 */
export type Forgery = (typeof FORGERIES)[number];

/**
 * A change of a payment's status, `after` milliseconds from the moment the buyer acts. With `shownOnly` only the API shows it:
 * the balance, the receipt and the callbacks follow the real status.
 */
export interface Step {
  readonly after: number;
  readonly status: number;
  readonly shownOnly?: boolean | undefined;
}

/** The named courses of a payment whose buyer pays. `outcome.ts` lists the steps of each. */
export const COURSES = [
  'paid',
  'declined',
  'cancelled',
  'held',
  'held-6',
  'slow',
  'endless',
  'late-success',
  'late-success-cancelled',
  'regress',
  'unknown-status',
] as const;
/** The course of a payment whose buyer pays: a name or a list of steps. */
export type Course = (typeof COURSES)[number] | { readonly steps: readonly Step[] };

/** The faults of a receipt that need no parameter; `ReceiptFault` describes each. */
export const RECEIPT_FAULT_NAMES = ['ok', 'none', 'second', 'failed', 'foreign'] as const;
/**
 * The receipts of one payment: `second` prints a prepayment and, three seconds later, its settlement; `failed` has the status
 * `fail` and no fiscal sign; `foreign` names another order and sum; `{delay}` is in milliseconds.
 */
export type ReceiptFault = (typeof RECEIPT_FAULT_NAMES)[number] | { readonly delay: number };

/** The values of `PayoutCourse`. */
export const PAYOUT_COURSES = ['completed', 'failed', 'stuck', 'pending'] as const;
/** The course of one payout. `stuck` stays in processing. */
export type PayoutCourse = (typeof PAYOUT_COURSES)[number];

/** The values of `RenewalFault`. */
export const RENEWAL_FAULTS = ['ok', 'same-uuid', 'declined'] as const;
/** The next charge of a subscription: with a uuid of its own, with the first payment's uuid, or declined by the bank. */
export type RenewalFault = (typeof RENEWAL_FAULTS)[number];

/** One value for every call, or a list that gives each call its next value. After the end of the list no fault follows. */
export type Sequence<T> = T | readonly T[];

/** The faults of each operation's calls; `all` covers the operations that have no sequence of their own. */
export type CallScript = { readonly [name in Operation | 'all']?: Sequence<AnswerFault> | undefined };

/**
 * A scenario of your own: `{ create: ['lost-after', 'ok', 503], callback: 'doubled', outcome: 'late-success' }`.
 *
 * Each sequence advances on its own. An operation's sequence advances with every call, refused calls included; `outcome`,
 * `receipts` and `forge` with every payment created; `callback` with every callback; `payout` with every payout; `renewal` with
 * every charge of a subscription. Calls follow the current scenario; a payment keeps the scenario it was created under.
 */
export interface ScenarioScript extends CallScript {
  readonly outcome?: Sequence<Course> | undefined;
  readonly callback?: Sequence<CallbackFault> | undefined;
  readonly forge?: Sequence<Forgery> | undefined;
  readonly receipts?: Sequence<ReceiptFault> | undefined;
  readonly payout?: Sequence<PayoutCourse> | undefined;
  readonly renewal?: Sequence<RenewalFault> | undefined;
}
