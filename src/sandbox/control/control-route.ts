import { jsonResponse } from '../responses/json-response.ts';

/** One of the sandbox's own switches under `/_sandbox`. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Behind `/_sandbox`, with `{id}` for one segment. */
  readonly path: string;
  /** One sentence for whoever asks what there is. */
  readonly about: string;
  /** @param body the JSON of the request, null where it is none. */
  readonly answer: (body: unknown, id: string) => Response;
}

/** One field of a body from outside. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined;
}

/** A switch that says no: 404 for what is not there, 409 for what cannot be now, 422 for what makes no sense. */
export function refusal(status: 404 | 409 | 422, error: string): Response {
  return jsonResponse(status, { error, status });
}
