import { LostAnswerError } from './lost-answer-error.ts';

const BROKEN = new WeakMap<Response, string>();

/** A response whose body fails after `text`, as when the connection breaks in the middle. */
export function brokenResponse(status: number, headers: HeadersInit, text: string): Response {
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new LostAnswerError());
      else controller.enqueue(new TextEncoder().encode(text));
      isSent = true;
    },
  });
  const response = new Response(body, { status, headers });
  BROKEN.set(response, text);
  return response;
}

/** The text of a broken response before its failure, or null for a whole one. A server must break its own socket after it. */
export function textBeforeBreak(response: Response): string | null {
  return BROKEN.get(response) ?? null;
}
