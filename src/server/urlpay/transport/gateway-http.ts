import { KvitError } from '../../../domain/errors/kvit-error.ts';
import { readRetryAfter } from './retry-after.ts';
import { readLimited } from '../../http/limited-body.ts';
import type { Redact } from '../../runtime/redaction.ts';
import type { World } from '../../runtime/world.ts';

const MAX_ANSWER_BYTES = 2 ** 20;
const RETRY_BASE_MS = 200;
const RETRIED_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export interface GatewayCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** below the base URL, e.g. `/v2/payments` */
  readonly path: string;
  readonly body?: string;
  /** ms for everything: tries, waits and bodies */
  readonly timeout: number;
  /** how often to ask at most; more than once for reads only */
  readonly tries: number;
  /** how long an answer may be; a megabyte unless given */
  readonly mostBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer that came whole. `body` is `undefined` when it is not JSON (HTML, truncated, empty). */
export interface GatewayReply {
  readonly status: number;
  readonly body: unknown;
  /** ms the gateway asked to wait, where it did */
  readonly retryAfter: number | null;
}

interface Try {
  readonly reply: GatewayReply | null;
  readonly error: unknown;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Names a call in errors without its query, which may hold what somebody searched for. */
export const nameOf = (method: string, path: string): string => `${method} ${path.replace(/\?.*$/, '')}`;

/** A promise that gives way as soon as `signal` aborts, for a `fetch` that does not listen to it. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(signal.reason as Error);
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

/** One authorised connection to the gateway: deadlines, retries of reads, bounded answers, no redirects. */
export class GatewayHttp {
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

  /** @throws {KvitError} `network` when no whole answer came: offline, reset, timeout, aborted, too long */
  async call(call: GatewayCall): Promise<GatewayReply> {
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
      // a fresh cause: the original may hold the request with its headers
      const cause = new Error(this.#redact(`${name}: ${message}`));
      throw new KvitError('network', `${nameOf(call.method, call.path)}: no answer from the gateway`, {
        cause,
      });
    } finally {
      done.abort();
    }
  }

  async #tries(call: GatewayCall, deadline: number, signal: AbortSignal): Promise<GatewayReply> {
    for (let tried = 1; ; tried += 1) {
      const { reply, error } = await this.#once(call, signal);
      const final = reply && !RETRIED_STATUSES.has(reply.status);
      const wait = reply?.retryAfter ?? this.#jitter(RETRY_BASE_MS * 2 ** (tried - 1));
      if (final || tried >= call.tries || signal.aborted || this.#world.now() + wait >= deadline) {
        if (reply) return reply;
        throw error;
      }
      await this.#world.sleep(wait, signal);
      // nobody waits for it any more
      signal.throwIfAborted();
    }
  }

  async #once(
    { method, path, body, mostBytes = MAX_ANSWER_BYTES }: GatewayCall,
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
        // not `error`: edge workers know only `follow` and `manual`; a 3xx is a wrong answer either way
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      const text = await readLimited(response, mostBytes);
      if (text === null) throw new Error('the answer is too long');
      const retryAfter = readRetryAfter(response.headers.get('Retry-After'), this.#world.now());
      return { reply: { status: response.status, body: parseJson(text), retryAfter }, error: null };
    } catch (error) {
      return { reply: null, error };
    }
  }

  #jitter(most: number): number {
    return ((this.#world.random(1)[0] ?? 0) / 256) * most;
  }
}
