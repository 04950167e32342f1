import type { FieldError, KvitErrorCode } from './errors.ts';
import { ErrorAnswer } from './wire.ts';

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

function readErrors(errors: ErrorAnswer['errors']): readonly FieldError[] {
  if (!errors) return [];
  if (Array.isArray(errors)) return errors;
  return Object.entries(errors).map(([field, messages]) => ({ field, message: messages.join(' ') }));
}

/** Reads an error body of any shape; what is not understood (HTML, text) gives the status alone. */
export function readProblem(body: unknown, status: number): Problem {
  const parsed = ErrorAnswer.safeParse(body);
  const { code, title, detail, error, message, errors, id, order }: ErrorAnswer = parsed.data ?? {};
  return {
    code: code ?? null,
    message: detail ?? message ?? error ?? title ?? `HTTP ${status}`,
    errors: readErrors(errors),
    id: id === undefined ? null : String(id),
    order,
  };
}
