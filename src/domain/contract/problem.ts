import type { FieldError } from '../errors/kvit-error.ts';
import { fieldsOf, textOf, textOrNumber } from '../reading/fields.ts';
import { WIRE_CODES, type WireCode } from '../errors/wire-codes.ts';

/** The content of an error answer, whichever of the known shapes it has. */
export interface Problem {
  /** the `code` of an RFC 9457 answer, or `null` */
  readonly code: string | null;
  readonly message: string;
  readonly errors: readonly FieldError[];
  /** the payment a 409 `already_paid` names */
  readonly id: string | null;
  /** the order a 409 `price_changed` carries, not checked yet */
  readonly order: unknown;
}

/** True for a code of the signer's contract. */
export const isWireCode = (code: string | null): code is WireCode =>
  (WIRE_CODES as readonly (string | null)[]).includes(code);

/** Reads `{field: ["…"]}` of UrlPay, or our own `[{field, message}]`. */
function readErrors(errors: unknown): readonly FieldError[] {
  const pairs: [unknown, unknown][] = Array.isArray(errors)
    ? errors.map(fieldsOf).map(({ field, message }) => [field, [message]])
    : Object.entries(fieldsOf(errors));
  return pairs.flatMap(([field, messages]) => {
    const words = Array.isArray(messages) ? messages.filter((word) => typeof word === 'string') : [];
    return typeof field === 'string' && words.length > 0 ? [{ field, message: words.join(' ') }] : [];
  });
}

/**
 * Reads an error body of any shape: RFC 9457 with our `code`, and UrlPay's three (`{error, status}`,
 * `{status: "error", message}`, `{success: false, message, errors}`). Unknown content (HTML, a field of another type) is ignored;
 * a body without a message gives `HTTP <status>`.
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
