import type { FieldError, KvitErrorCode } from '../../domain/errors/kvit-error.ts';

/** Codes of our error answers: the domain's, and three that say nothing about the payment. */
export type ProblemCode = KvitErrorCode | 'unavailable' | 'internal' | 'rate_limited';

export interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  /** handle of the payment a 409 `already_paid` names */
  readonly id?: string;
  /** the true order of a 409 `price_changed` */
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

/** An error answer (RFC 9457), thrown by whoever finds the reason and turned into a response in one place. */
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
    return respond(this.status, 'application/problem+json', { ...body, ...members }, headers);
  }
}

/** The one 404, so that unknown, malformed and forbidden names cannot be told apart. */
export const notFound = (): HttpProblem => new HttpProblem(404, 'not_found', 'There is nothing here.');

/** 422 with the broken fields. */
export const invalid = (errors: readonly FieldError[]): HttpProblem =>
  new HttpProblem(422, 'refused', 'The request breaks a rule.', { errors });

/** 422 for an idempotency key that belongs to another request. */
export const reusedKey = (): HttpProblem =>
  invalid([{ field: 'Idempotency-Key', message: 'was used for another request' }]);

export const json = (status: number, body: unknown): Response => respond(status, 'application/json', body);

function respond(
  status: number,
  type: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...headers,
      'Content-Type': type,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
