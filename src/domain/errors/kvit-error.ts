import type { WireCode } from './wire-codes.ts';

/** Stable codes of every error the kit and the widget can raise. A code never changes its meaning between versions. */
export type KvitErrorCode =
  | WireCode
  | 'misconfigured' // an attribute or an option is missing or wrong
  | 'signer_forbidden' // the signer is on an origin nobody allowed
  | 'pay_host_forbidden' // the payment page is on a host nobody allowed
  | 'network' // no answer: offline, timeout, reset
  | 'bad_answer'; // an answer that is not what the contract says

/** One broken rule: where it is, in the API's own names, and what is wrong. */
export interface FieldError {
  /** e.g. `items[2].vat_code` */
  readonly field: string;
  readonly message: string;
}

export interface KvitErrorOptions {
  cause?: unknown;
  /** HTTP status, where an answer carried one */
  status?: number;
  errors?: readonly FieldError[];
  /** milliseconds the answer asked to wait */
  retryAfter?: number;
}

/** The one error family. A declined card is a payment state, not an error; a caller's bug is a `TypeError`. */
export class KvitError extends Error {
  override readonly name = 'KvitError';
  readonly code: KvitErrorCode;
  readonly status: number | undefined;
  readonly errors: readonly FieldError[];
  readonly retryAfter: number | undefined;

  constructor(code: KvitErrorCode, message: string, options: KvitErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.status = options.status;
    this.errors = options.errors ?? [];
    this.retryAfter = options.retryAfter;
  }
}

/** The error of an order that breaks rules: its message has one a line. */
export const badOrder = (errors: readonly FieldError[]): KvitError =>
  new KvitError('bad_order', errors.map(({ field, message }) => `${field}: ${message}`).join('\n'), {
    errors,
  });
