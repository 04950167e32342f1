import { KvitError } from '../../../domain/errors/kvit-error.ts';
import { readRetryAfter } from './retry-after.ts';
import { readLimited } from '../../http/limited-body.ts';
import type { Redact } from '../../runtime/redaction.ts';
import type { World } from '../../runtime/world.ts';

const MAX_ANSWER_BYTES = 2 ** 20;
const RETRY_BASE_MS = 200;
const RETRIED_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);

interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** below the base URL, e.g. `/v2/payments` */
  readonly path: string;
  readonly body?: string;
  /** total time in ms: all tries, the waits between them, and the bodies */
  readonly timeout: number;
  /** maximum number of tries; more than one for reads only */
  readonly tries: number;
  /** maximum length of an answer in bytes; one megabyte unless given */
  readonly maxBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A complete answer. `body` is `undefined` when it is not JSON (HTML, truncated, empty). */
export interface HttpReply {
  readonly status: number;
  readonly body: unknown;
  /** the gateway's `Retry-After` in ms; `null` without one */
  readonly retryAfter: number | null;
}

interface Try {
  readonly reply: HttpReply | null;
  readonly error: unknown;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The name of a call in errors. It leaves out the query, which may contain search terms about people. */
export const callName = (method: string, path: string): string => `${method} ${path.replace(/\?.*$/, '')}`;

/** Rejects as soon as `signal` aborts, even if the `fetch` ignores the signal. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Sends authorised requests to the gateway, with deadlines, retries of reads, a limit on answers, and no redirects. */
export class HttpClient {
  readonly #baseUrl: string;
  readonly #apiKey: string;
  readonly #world: World;
  readonly #redact: Redact;

  constructor(baseUrl: string, apiKey: string, world: World, redact: Redact) {
    this.#baseUrl = baseUrl;
    this.#apiKey = apiKey;
    this.#world = world;
    this.#redact = redact;
  }

  /** @throws {KvitError} `network` without a complete answer: offline, reset, timeout, aborted, too long */
  async call(call: HttpCall): Promise<HttpReply> {
    const deadline = this.#world.now() + call.timeout;
    const expired = new AbortController();
    const done = new AbortController();
    const signal = call.signal ? AbortSignal.any([expired.signal, call.signal]) : expired.signal;
    void this.#world.sleep(call.timeout, done.signal).then(() => {
      if (!done.signal.aborted) expired.abort(new Error(`no answer within ${call.timeout} ms`));
    });
    try {
      signal.throwIfAborted();
      return await unlessAborted(this.#tries(call, deadline, signal), signal);
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      // a new error as the cause: the original may hold the request with its headers
      const cause = new Error(this.#redact(`${name}: ${message}`));
      const where = callName(call.method, call.path);
      throw new KvitError('network', `${where}: no answer from the gateway`, { cause });
    } finally {
      done.abort();
    }
  }

  async #tries(call: HttpCall, deadline: number, signal: AbortSignal): Promise<HttpReply> {
    for (let tried = 1; ; tried += 1) {
      const { reply, error } = await this.#once(call, signal);
      const final = reply && !RETRIED_STATUSES.has(reply.status);
      const wait = reply?.retryAfter ?? this.#jitter(RETRY_BASE_MS * 2 ** (tried - 1));
      if (final || tried >= call.tries || signal.aborted || this.#world.now() + wait >= deadline) {
        if (reply) return reply;
        throw error;
      }
      await this.#world.sleep(wait, signal);
      signal.throwIfAborted();
    }
  }

  async #once(
    { method, path, body, maxBytes = MAX_ANSWER_BYTES }: HttpCall,
    signal: AbortSignal,
  ): Promise<Try> {
    const headers: Record<string, string> = {
      Accept: 'application/json',
      Authorization: `Bearer ${this.#apiKey}`,
    };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    try {
      const response = await this.#world.fetch(this.#baseUrl + path, {
        method,
        headers,
        signal,
        // A redirect could carry the API key to another host. Edge workers support only `follow` and `manual`.
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      const text = await readLimited(response, maxBytes);
      if (text === null) throw new Error('the answer is too long');
      const retryAfter = readRetryAfter(response.headers.get('Retry-After'), this.#world.now());
      return { reply: { status: response.status, body: parseJson(text), retryAfter }, error: null };
    } catch (error) {
      return { reply: null, error };
    }
  }

  #jitter(maxMs: number): number {
    return ((this.#world.random(1)[0] ?? 0) / 256) * maxMs;
  }
}
