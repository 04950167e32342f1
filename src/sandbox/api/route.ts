import { ApiError } from '../responses/api-error.ts';
import type { Operation } from '../scenario/operation.ts';

/** One call of the API, its body read. */
export interface Call {
  readonly url: URL;
  /** The `{id}` of the path as it was written, or an empty string. */
  readonly id: string;
  /** The body. */
  readonly text: string;
  /** The moment whose state the call sees, milliseconds since the epoch; a stale answer sees an earlier one. */
  readonly seenAt: number;
  /** The status that payments are shown to have, or null for their own. */
  readonly shows: number | null;
}

/** An answer before it is written: the body becomes JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Route {
  readonly operation: Operation;
  readonly method: string;
  readonly path: RegExp;
  readonly handle: (call: Call) => Answer;
  readonly refuse: (error: ApiError) => Answer;
  /** What the operation documents about an error status, for a scenario that plays it. */
  readonly reasons: Readonly<Record<number, string>>;
}

/** @param path with `{id}` for one segment. */
export function route(
  [operation, method, path]: readonly [operation: Operation, method: string, path: string],
  handle: Route['handle'],
  refusal: Route['refuse'] = refuse,
  reasons: Route['reasons'] = {},
): Route {
  const pattern = new RegExp(`^/api${path.replace('{id}', '([^/]+)')}$`);
  return { operation, method, path: pattern, handle, refuse: refusal, reasons };
}

/** The first of the gateway's three shapes: `{error, status}`. */
export function refuse(error: ApiError): Answer {
  return { status: error.status, body: { error: error.message, status: error.status } };
}

/** The second: `{status: "error", message}`. */
export function refuseReceipt(error: ApiError): Answer {
  return { status: error.status, body: { status: 'error', message: error.message } };
}

/** The third: `{success: false, message, errors}`. A missing key is answered in the first even here. */
export function refuseWithErrors(error: ApiError): Answer {
  if (error.status === 401) return refuse(error);
  const errors = error.errors === null ? {} : { errors: error.errors };
  return { status: error.status, body: { success: false, message: error.message, ...errors } };
}

/** Asking for a callback documents 400 where the others have 422. */
export function refuseCallback(error: ApiError): Answer {
  return refuse(error.status === 422 ? new ApiError(400, error.message) : error);
}
