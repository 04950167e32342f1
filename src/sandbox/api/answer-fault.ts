import { ApiError } from '../responses/api-error.ts';
import { LostAnswerError } from '../responses/lost-answer-error.ts';
import { JSON_HEADERS, jsonResponse } from '../responses/json-response.ts';
import type { Answer, Route } from './route.ts';
import type { AnswerFault, FaultStatus } from '../scenario/script.ts';
import { brokenResponse } from '../responses/broken-response.ts';

const REASONS: Readonly<Record<FaultStatus, string>> = {
  400: 'bad request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not found',
  422: 'param is missing or the value is empty: article',
  429: 'too many requests',
  500: 'internal server error',
  502: 'bad gateway',
  503: 'service unavailable',
};

/** A call before its answer. */
interface Answering {
  /** Carries out the call. */
  readonly serve: () => Answer;
  /** Writes an error in the shape of the call's operation. */
  readonly refuse: (error: ApiError) => Answer;
  /** The messages that the operation documents, by error status. */
  readonly reasons: Route['reasons'];
  /** True if `lost-once` loses the answer to this call, which took effect. */
  readonly losesTry: () => boolean;
}

/**
 * Answers a call with its fault. `serve` already applies `stale` and `shows`; the caller applies `slow`.
 * @throws LostAnswerError if the fault loses the answer.
 */
export function applyFault(fault: AnswerFault, answering: Answering): Response {
  const { serve, losesTry } = answering;
  if (typeof fault === 'number') return refusal(fault, answering);
  if (typeof fault === 'object') {
    if (!('status' in fault)) return written(serve());
    if (fault.after === true) serve();
    return refusal(fault.status, answering, fault.retryAfter);
  }
  switch (fault) {
    case 'ok':
      return written(serve());
    case 'lost-before':
      throw new LostAnswerError();
    case 'lost-after':
      return lost(serve());
    case 'lost-once': {
      const answer = serve();
      return answer.status === 201 && losesTry() ? lost(answer) : written(answer);
    }
    case 'html':
      return captivePortal();
    case 'html-after':
      serve();
      return captivePortal();
    case 'truncated':
      return truncated(serve());
    case 'reset':
      return broken(serve());
  }
}

function written({ status, body }: Answer): Response {
  return jsonResponse(status, body);
}

function lost(_answer: Answer): never {
  throw new LostAnswerError();
}

function refusal(
  status: FaultStatus,
  { refuse, reasons }: Answering,
  retryAfter?: number | string,
): Response {
  const response = written({ ...refuse(new ApiError(status, reasons[status] ?? REASONS[status])), status });
  const wait = retryAfter ?? (status === 429 ? 1 : null);
  if (wait !== null) response.headers.set('retry-after', String(wait));
  return response;
}

function captivePortal(): Response {
  return new Response('<!doctype html><title>Wi-Fi</title><h1>Войдите в сеть</h1>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

function truncated({ status, body }: Answer): Response {
  return new Response(firstHalf(body), { status, headers: JSON_HEADERS });
}

function broken({ status, body }: Answer): Response {
  return brokenResponse(status, JSON_HEADERS, firstHalf(body));
}

function firstHalf(body: unknown): string {
  const text = JSON.stringify(body);
  return text.slice(0, Math.ceil(text.length / 2));
}
