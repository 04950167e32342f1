import { KvitError } from '../domain/errors/kvit-error.ts';
import { HttpRefusal } from './http-refusal.ts';
import { readRetryAfter } from './retry-after.ts';
import type { SignerApi } from './signer-api.ts';

export interface HttpSignerApiOptions {
  /** the signer's address without a slash at its end, already checked by `signerAddress` */
  readonly base: string;
  readonly fetch: typeof fetch;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** A captive portal answers 200 with an HTML page, so the type decides. */
const JSON_TYPE = /^application\/(?:[a-z.-]+\+)?json\b/i;

/** @throws {HttpRefusal} for every status but 2xx, also when its body is broken */
async function readAnswer(response: Response, now: number): Promise<unknown> {
  const { ok, status, headers } = response;
  const isJson = JSON_TYPE.test(headers.get('content-type') ?? '');
  if (ok && !isJson) throw new KvitError('bad_answer', 'the answer is not JSON', { status });
  if (ok) return response.json();
  const body: unknown = isJson ? await response.json().catch(() => undefined) : undefined;
  throw new HttpRefusal(status, body, readRetryAfter(headers.get('retry-after'), now));
}

/** A signer behind an address: each method is one HTTP call of the signer's contract. */
export function httpSignerApi({ base, fetch: send, now }: HttpSignerApiOptions): Required<SignerApi> {
  // `send` is a plain variable, because browsers refuse a `fetch` that is called as another object's method
  const call = async (path: string, init: RequestInit): Promise<unknown> =>
    readAnswer(await send(base + path, { ...init, cache: 'no-store', redirect: 'error' }), now());
  const about = (id: string) => ({ 'Kvit-Payment': id });

  return {
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
    getSubscriptions: ({ signal }) => call('/subscriptions', { signal }),
    cancelSubscription: (id, { signal }) =>
      call(`/subscriptions/${encodeURIComponent(id)}`, { method: 'DELETE', signal }),
  };
}
