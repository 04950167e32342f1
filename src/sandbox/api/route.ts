import { ApiError } from '../responses/api-error.ts';
import type { Operation } from '../scenario/operation.ts';

/** One API call with its body read. */
export interface Call {
  readonly url: URL;
  /** The `{id}` of the path, still percent-encoded, or an empty string. */
  readonly id: string;
  /** The body of the request. */
  readonly text: string;
  /** The moment whose state the call sees, milliseconds since the epoch. For a stale answer it lies in the past. */
  readonly seenAt: number;
  /** The status that the answer shows for every payment, or null for the real ones. */
  readonly shows: number | null;
}

/** An answer whose body is not yet JSON text. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** One operation of the API. */
export interface Route {
  readonly operation: Operation;
  readonly method: string;
  readonly path: RegExp;
  readonly handle: (call: Call) => Answer;
  readonly refuse: (error: ApiError) => Answer;
  /** The messages that the operation documents, by error status, for scenarios. */
  readonly reasons: Readonly<Record<number, string>>;
}

/** Defines an operation. @param path the path after `/api`, with `{id}` for one segment. */
export function route(
  [operation, method, path]: readonly [operation: Operation, method: string, path: string],
  handle: Route['handle'],
  refusal: Route['refuse'] = refuse,
  reasons: Route['reasons'] = {},
): Route {
  const pattern = new RegExp(`^/api${path.replace('{id}', '([^/]+)')}$`);
  return { operation, method, path: pattern, handle, refuse: refusal, reasons };
}

/** The first of the gateway's three error shapes: `{error, status}`. */
export function refuse(error: ApiError): Answer {
  return { status: error.status, body: { error: error.message, status: error.status } };
}

/** The second error shape: `{status: "error", message}`. */
export function refuseReceipt(error: ApiError): Answer {
  return { status: error.status, body: { status: 'error', message: error.message } };
}

/** The third error shape: `{success: false, message, errors}`. A 401 has the first shape even here. */
export function refuseWithErrors(error: ApiError): Answer {
  if (error.status === 401) return refuse(error);
  const errors = error.errors === null ? {} : { errors: error.errors };
  return { status: error.status, body: { success: false, message: error.message, ...errors } };
}

/** `POST /payments/callback` documents 400 instead of 422. */
export function refuseCallback(error: ApiError): Answer {
  return refuse(error.status === 422 ? new ApiError(400, error.message) : error);
}
