import { LostAnswerError } from './lost-answer.ts';

const TORN = new WeakMap<Response, string>();

/** A response whose body fails after so much text: the connection broke in the middle. */
export function tornResponse(status: number, headers: HeadersInit, text: string): Response {
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new LostAnswerError());
      else controller.enqueue(new TextEncoder().encode(text));
      isSent = true;
    },
  });
  const response = new Response(body, { status, headers });
  TORN.set(response, text);
  return response;
}

/** What a torn response says before it breaks, or null for a whole one. A host with a socket must tear that itself. */
export function tornText(response: Response): string | null {
  return TORN.get(response) ?? null;
}
