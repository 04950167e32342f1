/** A `Response` whose body has been read. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly text: string;
}

export async function readReply(response: Response): Promise<Reply> {
  return { status: response.status, headers: [...response.headers], text: await response.text() };
}

/** Statuses that may have no body. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

export function toResponse({ status, headers, text }: Reply): Response {
  const body = EMPTY.has(status) ? null : text;
  return new Response(body, { status, headers: headers.map(([name, value]) => [name, value]) });
}

export const htmlReply = (status: number): Reply => ({
  status,
  headers: [['content-type', 'text/html; charset=utf-8']],
  text: '<!doctype html><title>Wi-Fi</title><h1>Войдите в сеть</h1>',
});

export const jsonReply = (status: number, body: unknown, retryAfter?: number): Reply => ({
  status,
  headers: [
    ['content-type', 'application/json'],
    ...(retryAfter === undefined ? [] : [['retry-after', String(retryAfter)] as const]),
  ],
  text: JSON.stringify(body),
});

/** The error that `fetch` throws when a connection breaks. */
export const networkError = (): TypeError => new TypeError('fetch failed');

/** A promise that never settles: a lost packet, or a process that died. */
export const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
