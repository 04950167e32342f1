interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | null;
  readonly init: RequestInit;
}

/** A network that answers what it was told and writes down what it was asked. */
export class FakeFetch {
  readonly sent: Sent[] = [];
  readonly #answer: (signal: AbortSignal) => Response | Promise<Response>;

  constructor(answer: (signal: AbortSignal) => Response | Promise<Response>) {
    this.#answer = answer;
  }

  get last(): Sent {
    const sent = this.sent.at(-1);
    if (!sent) throw new Error('nothing was sent');
    return sent;
  }

  fetch: typeof fetch = async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const { method = 'GET', headers, body = null, signal } = init;
    // As in a browser, a header that cannot be sent throws.
    this.sent.push({ url, method, headers: new Headers(headers), body: body as string | null, init });
    signal?.throwIfAborted();
    return this.#answer(signal ?? new AbortController().signal);
  };
}

export function json(body: unknown, init: ResponseInit = {}, type = 'application/json'): Response {
  const headers = new Headers(init.headers);
  headers.set('Content-Type', type);
  return new Response(JSON.stringify(body), { ...init, headers });
}

export const problem = (status: number, body: unknown): Response =>
  json(body, { status }, 'application/problem+json');

export const page = (status: number, headers: Record<string, string> = {}): Response =>
  new Response('<!doctype html><title>Wi-Fi</title>', {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  });

/** The network that never answers, but can be given up. */
export const silence = (signal: AbortSignal): Promise<Response> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
