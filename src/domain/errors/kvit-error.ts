import type { WireCode } from './wire-codes.ts';

/** The codes of all errors of the kit and the widget. A code keeps its meaning in all versions. */
export type KvitErrorCode =
  | WireCode
  | 'misconfigured' // an attribute or an option is missing or wrong
  | 'signer_forbidden' // the signer's origin is not allowed by configure({signers})
  | 'pay_host_forbidden' // the payment page's host is not allowed by configure({payHosts})
  | 'network' // no answer: offline, timeout, connection reset
  | 'bad_answer'; // an answer that breaks the signer's contract

/** One broken rule of an order. */
export interface FieldError {
  /** the field in the API's own names, e.g. `items[2].vat_code` */
  readonly field: string;
  /** the rule, in English, for the developer */
  readonly message: string;
}

/** The optional fields of a {@link KvitError}. */
export interface KvitErrorOptions {
  cause?: unknown;
  /** HTTP status of the answer */
  status?: number;
  errors?: readonly FieldError[];
  /** milliseconds that the answer asks to wait (`Retry-After`) */
  retryAfter?: number;
}

/** The only error class of the kit. A declined card is a payment state, and a caller's bug is a `TypeError`. */
export class KvitError extends Error {
  override readonly name = 'KvitError';
  readonly code: KvitErrorCode;
  /** HTTP status of the answer, if there was one */
  readonly status: number | undefined;
  /** the broken rules of an order, or the signer's field errors */
  readonly errors: readonly FieldError[];
  /** milliseconds that the answer asks to wait */
  readonly retryAfter: number | undefined;

  constructor(code: KvitErrorCode, message: string, options: KvitErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.status = options.status;
    this.errors = options.errors ?? [];
    this.retryAfter = options.retryAfter;
  }
}

/** The error of an order that breaks rules; its message has one line for each. */
export const badOrder = (errors: readonly FieldError[]): KvitError =>
  new KvitError('bad_order', errors.map(({ field, message }) => `${field}: ${message}`).join('\n'), {
    errors,
  });
