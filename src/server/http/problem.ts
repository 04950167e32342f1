import type { FieldError, KvitErrorCode } from '../../domain/errors/kvit-error.ts';
import { jsonResponse } from './json-response.ts';

/** Codes of error responses: the domain's, and three that say nothing about the payment. */
type ProblemCode = KvitErrorCode | 'unavailable' | 'internal' | 'rate_limited';

/** Optional members and headers of an error response. */
interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  /** handle of the payment that a 409 `already_paid` is about */
  readonly id?: string;
  /** the correct order of a 409 `price_changed` */
  readonly order?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** An error response (RFC 9457). Any code below the signer may throw it; the signer turns it into a response. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;

  constructor(status: number, code: ProblemCode, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.extras = extras;
  }

  toResponse(): Response {
    const { headers, ...members } = this.extras;
    const title = TITLES[this.status] ?? 'Error';
    const body = { type: 'about:blank', title, status: this.status, code: this.code, detail: this.message };
    const type = { 'Content-Type': 'application/problem+json' };
    return jsonResponse(this.status, { ...body, ...members }, { ...headers, ...type });
  }
}

/** The only 404, so that unknown, malformed and forbidden names look the same. */
export const notFound = (): HttpProblem => new HttpProblem(404, 'not_found', 'There is nothing here.');

/** 422 with the fields that break a rule. */
export const invalid = (errors: readonly FieldError[]): HttpProblem =>
  new HttpProblem(422, 'refused', 'The request breaks a rule.', { errors });

/** 422 for an idempotency key that belongs to another request. */
export const reusedKey = (): HttpProblem =>
  invalid([{ field: 'Idempotency-Key', message: 'was used for another request' }]);

/** 429 with `Retry-After`. @param wait ms until the next request may succeed */
export const rateLimited = (wait: number, detail: string): HttpProblem =>
  new HttpProblem(429, 'rate_limited', detail, { headers: { 'Retry-After': `${Math.ceil(wait / 1000)}` } });

/** 503 with `Retry-After: 5`. */
export const unavailable = (detail: string): HttpProblem =>
  new HttpProblem(503, 'unavailable', detail, { headers: { 'Retry-After': '5' } });
