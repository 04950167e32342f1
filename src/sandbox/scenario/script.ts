import type { Operation } from './operation.ts';

/** Statuses that a call can be made to answer with. */
export const FAULT_STATUSES = [400, 401, 403, 404, 422, 429, 500, 502, 503] as const;
export type FaultStatus = (typeof FAULT_STATUSES)[number];

/**
 * How one API call goes wrong:
 * - `ok`: it does not;
 * - `lost-before`, `lost-after`: the connection breaks before or after the call took effect;
 * - `lost-once` (create): after the effect, and only on the first, third… try for one amount and description;
 * - `html`, `html-after`: 200 with an HTML page, as a captive portal or a proxy gives, before or after the effect;
 * - `truncated`: it takes effect, and the JSON of the answer ends in the middle;
 * - `reset`: it takes effect, and the connection breaks in the middle of the answer's body;
 * - a status, or `{status, after, retryAfter}`: the error answer, instead of the effect unless `after`; `retryAfter` goes into
 *   the header `Retry-After` as it is written, and is `1` for a plain 429;
 * - `{slow}`: the right answer after so many milliseconds on the sandbox's clock;
 * - `{stale}` (list, get): what was true so many milliseconds ago, payments created since not being there;
 * - `{shows}` (list, get): the payments' status is this number, whatever it really is.
 */
export type AnswerFault =
  | 'ok'
  | 'lost-before'
  | 'lost-after'
  | 'lost-once'
  | 'html'
  | 'html-after'
  | 'truncated'
  | 'reset'
  | FaultStatus
  | {
      readonly status: FaultStatus;
      readonly after?: boolean | undefined;
      readonly retryAfter?: number | string | undefined;
    }
  | { readonly slow: number }
  | { readonly stale: number }
  | { readonly shows: number };

/**
 * How the callback about one finished payment goes wrong: `late` is 10 s or so many milliseconds; `early` is sent now, while the
 * API shows the new status only 2 s or so many milliseconds from now; the `forged-…` ones lie about one field of the truth.
 */
export type CallbackFault =
  | 'ok'
  | 'lost'
  | 'doubled'
  | 'late'
  | 'early'
  | 'forged-uuid'
  | 'forged-amount'
  | 'forged-id'
  | 'forged-word'
  | { readonly late: number }
  | { readonly early: number };

/**
 * A callback nobody had a reason to send, one second after a payment is created: `unpaid` says success in that payment's own
 * words, the others say it with another uuid, amount or id.
 */
export type Forgery = 'none' | 'unpaid' | 'uuid' | 'amount' | 'id';

/**
 * A change of a payment's status, `after` milliseconds from the moment the buyer acted. With `shownOnly` the API shows it, but
 * neither the books, the balance nor a callback know of it.
 */
export interface Step {
  readonly after: number;
  readonly status: number;
  readonly shownOnly?: boolean | undefined;
}

/** What becomes of a payment whose buyer pays. `outcome.ts` says what each name does, and when. */
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
export type Course = (typeof COURSES)[number] | { readonly steps: readonly Step[] };

/**
 * What the register prints for one payment: `second` is a prepayment and, three seconds later, the settlement; `failed` has the
 * status `fail` and no fiscal sign; `foreign` is about another order and sum; `{delay}` is in milliseconds.
 */
export type ReceiptFault = 'ok' | 'none' | 'second' | 'failed' | 'foreign' | { readonly delay: number };

/** What becomes of one payout. `stuck` stays in processing. */
export type PayoutCourse = 'completed' | 'failed' | 'stuck' | 'pending';

/** A subscription's next charge: under a uuid of its own, under the first payment's, or declined by the bank. */
export type RenewalFault = 'ok' | 'same-uuid' | 'declined';

/** One value for every call, or a list of which each call takes one; after the end of a list all goes well. */
export type Sequence<T> = T | readonly T[];

/** How the calls of each operation go wrong; `all` is for those that have no sequence of their own. */
export type CallScript = { readonly [name in Operation | 'all']?: Sequence<AnswerFault> | undefined };

/**
 * A scenario of one's own: `{ create: ['lost-after', 'ok', 503], callback: 'doubled', outcome: 'late-success' }`.
 *
 * Every sequence is consumed on its own: call by call, refused calls included, for the operations; payment by payment for
 * `outcome`, `receipts` and `forge`, when it is created; callback by callback for `callback`; payout by payout for `payout`;
 * charge by charge for `renewal`. Calls follow the scenario in force; a payment keeps the one it was created under.
 */
export interface ScenarioScript extends CallScript {
  readonly outcome?: Sequence<Course> | undefined;
  readonly callback?: Sequence<CallbackFault> | undefined;
  readonly forge?: Sequence<Forgery> | undefined;
  readonly receipts?: Sequence<ReceiptFault> | undefined;
  readonly payout?: Sequence<PayoutCourse> | undefined;
  readonly renewal?: Sequence<RenewalFault> | undefined;
}
