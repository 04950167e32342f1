import { jsonResponse } from '../responses/json-response.ts';

/** One control route under `/_sandbox`. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The path after `/_sandbox`, with `{id}` for one segment. */
  readonly path: string;
  /** One sentence for the list of routes. */
  readonly about: string;
  /** @param body the JSON of the request, or null for an empty body. */
  readonly answer: (body: unknown, id: string) => Response;
}

/** One field of a request's body, or undefined. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined;
}

/** An error of a control route: 404 not found, 409 not possible now, 422 invalid. */
export function refusal(status: 404 | 409 | 422, error: string): Response {
  return jsonResponse(status, { error, status });
}
