import type { FieldError, KvitErrorCode } from './errors.ts';
import { fieldsOf, textOf, textOrNumber } from './fields.ts';

/** What an error answer says, whichever of the known shapes it has. */
export interface Problem {
  /** the `code` of an RFC 9457 answer, where there is one */
  readonly code: string | null;
  readonly message: string;
  readonly errors: readonly FieldError[];
  /** the payment a 409 `already_paid` names */
  readonly id: string | null;
  /** the order a 409 `price_changed` carries, as it came */
  readonly order: unknown;
}

const WIRE_CODES: ReadonlySet<string> = new Set<KvitErrorCode>([
  'bad_order',
  'price_changed',
  'already_paid',
  'refused',
  'gateway_unknown',
  'gateway_refused',
  'in_progress',
  'payment_mismatch',
  'not_found',
]);

/** Whether a code is one that the signer's contract knows. */
export const isWireCode = (code: string | null): code is KvitErrorCode =>
  code !== null && WIRE_CODES.has(code);

/** `{field: ["…"]}` of UrlPay, or `[{field, message}]` of ours. */
function readErrors(errors: unknown): readonly FieldError[] {
  if (Array.isArray(errors)) {
    return errors.flatMap((error: unknown) => {
      const { field, message } = fieldsOf(error);
      return typeof field === 'string' && typeof message === 'string' ? [{ field, message }] : [];
    });
  }
  return Object.entries(fieldsOf(errors)).flatMap(([field, messages]) => {
    const words = Array.isArray(messages) ? messages.filter((word) => typeof word === 'string') : [];
    return words.length > 0 ? [{ field, message: words.join(' ') }] : [];
  });
}

/**
 * Reads an error body of any shape: RFC 9457 with our `code`, and UrlPay's three (`{error, status}`,
 * `{status: "error", message}`, `{success: false, message, errors}`). What is not understood (HTML, a field of a strange
 * kind) is left out; the status alone is left in the end.
 */
export function readProblem(body: unknown, status: number): Problem {
  const { code, title, detail, error, message, errors, id, order } = fieldsOf(body);
  return {
    code: textOf(code),
    message: textOf(detail) ?? textOf(message) ?? textOf(error) ?? textOf(title) ?? `HTTP ${status}`,
    errors: readErrors(errors),
    id: textOrNumber(id),
    order,
  };
}
