import { KvitError } from '../domain/errors.ts';
import { HttpRefusal } from './http-refusal.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Signer } from './signer.ts';

export interface HttpSignerOptions {
  /** the signer's address without a slash at its end, already checked to be allowed */
  readonly base: string;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** milliseconds; the signer itself waits up to 10 s for the gateway's create */
  readonly createTimeout?: number;
  /** milliseconds */
  readonly readTimeout?: number;
}

/** Aborts when the caller does or when the time is up. `AbortSignal.any` is too young for the phones we meet. */
function deadline(outer: AbortSignal, timeout: number): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeout);
  outer.addEventListener('abort', abort);
  if (outer.aborted) abort();
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
    },
  };
}

/** JSON only: a captive portal answers 200 with a page of its own. */
async function readJson(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/(?:[a-z.-]+\+)?json\b/i.test(type)) return undefined;
  return (await response.json()) as unknown;
}

/** @throws {HttpRefusal} whatever became of its body: a broken one must not hide the status */
async function readAnswer(response: Response, now: () => number): Promise<unknown> {
  const { ok, status, headers } = response;
  if (!ok) {
    const body = await readJson(response).catch(() => undefined);
    throw new HttpRefusal(status, body, readRetryAfter(headers.get('retry-after'), now()));
  }
  const body = await readJson(response);
  if (body === undefined) throw new KvitError('bad_answer', 'the answer is not JSON', { status });
  return body;
}

/** A signer behind a path: each method is one call of the signer's contract. */
export function httpSigner(options: HttpSignerOptions): Signer {
  // browsers refuse a `fetch` that is called as a method of something else
  const { base, fetch: send, now, createTimeout = 25_000, readTimeout = 10_000 } = options;

  async function call(
    path: string,
    timeout: number,
    outer: AbortSignal,
    init: RequestInit,
  ): Promise<unknown> {
    const { signal, clear } = deadline(outer, timeout);
    try {
      const request: RequestInit = { ...init, signal, cache: 'no-store', redirect: 'error' };
      return await readAnswer(await send(base + path, request), now);
    } finally {
      clear();
    }
  }

  const read = (path: string, signal: AbortSignal, id?: string) =>
    call(path, readTimeout, signal, id === undefined ? {} : { headers: { 'Kvit-Payment': id } });

  return {
    createPayment: (claim, { key, signal }) =>
      call('/payments', createTimeout, signal, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify(claim),
      }),
    getPayment: (id, { signal }) => read('/payment', signal, id),
    getReceipt: (id, { signal }) => read('/receipt', signal, id),
    getOrder: (uuid, { signal }) => read(`/order?uuid=${encodeURIComponent(uuid)}`, signal),
  };
}
