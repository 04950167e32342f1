import { KvitError } from '../domain/errors/kvit-error.ts';
import { HttpRefusal } from './http-refusal.ts';
import { readRetryAfter } from './retry-after.ts';
import type { SignerApi } from './signer-api.ts';

export interface HttpSignerApiOptions {
  /** the signer's address without a slash at its end, already checked to be allowed */
  readonly base: string;
  readonly fetch: typeof fetch;
  readonly now: () => number;
}

/** What is behind a path can be asked for more than a checkout needs. */
export interface HttpSignerApi extends SignerApi {
  /** @throws {HttpRefusal} */
  call(path: string, init: RequestInit): Promise<unknown>;
}

/** A captive portal answers 200 with a page of its own. */
const JSON_TYPE = /^application\/(?:[a-z.-]+\+)?json\b/i;

/** @throws {HttpRefusal} whatever became of its body: a broken one must not hide the status */
async function readAnswer(response: Response, now: number): Promise<unknown> {
  const { ok, status, headers } = response;
  const isJson = JSON_TYPE.test(headers.get('content-type') ?? '');
  if (ok && !isJson) throw new KvitError('bad_answer', 'the answer is not JSON', { status });
  if (ok) return response.json();
  const body: unknown = isJson ? await response.json().catch(() => undefined) : undefined;
  throw new HttpRefusal(status, body, readRetryAfter(headers.get('retry-after'), now));
}

/** A signer behind a path: each method is one call of the signer's contract. */
export function httpSignerApi({ base, fetch: send, now }: HttpSignerApiOptions): HttpSignerApi {
  // browsers refuse a `fetch` that is called as a method of something else
  const call = async (path: string, init: RequestInit): Promise<unknown> =>
    readAnswer(await send(base + path, { ...init, cache: 'no-store', redirect: 'error' }), now());
  const about = (id: string) => ({ 'Kvit-Payment': id });

  return {
    call,
    createPayment: (claim, { key, signal }) =>
      call('/payments', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify(claim),
        signal,
      }),
    getPayment: (id, { signal }) => call('/payment', { headers: about(id), signal }),
    getReceipt: (id, { signal }) => call('/receipt', { headers: about(id), signal }),
    getOrder: (uuid, { signal }) => call(`/order?uuid=${encodeURIComponent(uuid)}`, { signal }),
  };
}
