import type { AdjustableClock } from '../clock/adjustable-clock.ts';
import type { CallbackJson } from './callback.ts';

const TIMEOUT_MS = 5_000;

/** One callback and its result: the HTTP status of the answer, or the reason why there is none. */
export interface CallbackAttempt {
  /** The moment of sending, milliseconds since the epoch. */
  readonly at: number;
  /** The JSON sent. A control route can send any other JSON. */
  readonly body: CallbackJson;
  readonly status: number | null;
  readonly error: string | null;
}

interface CallbackSenderOptions {
  readonly clock: AdjustableClock;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly url: string | null;
}

/** Sends callbacks and keeps the result of each. A shop that fails to answer has no effect on the gateway. */
export class CallbackSender {
  /** The shop's callback address; null sends nothing. */
  url: string | null;
  readonly #clock: AdjustableClock;
  readonly #fetch: (request: Request) => Promise<Response>;
  readonly #log: CallbackAttempt[] = [];
  readonly #pending = new Set<Promise<void>>();

  constructor(options: CallbackSenderOptions) {
    this.url = options.url;
    this.#clock = options.clock;
    this.#fetch = options.fetch;
  }

  /** Every callback that ended, oldest first. */
  get log(): readonly CallbackAttempt[] {
    return this.#log;
  }

  /** Starts sending and returns at once. */
  send(body: CallbackJson): void {
    if (this.url === null) return;
    const sending = this.#deliver(this.url, body);
    this.#pending.add(sending);
    void sending.finally(() => this.#pending.delete(sending));
  }

  /** Resolves once no callback is under way. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #deliver(url: string, body: CallbackJson): Promise<void> {
    const at = this.#clock.now();
    try {
      this.#log.push({ at, body, status: await this.#post(url, body), error: null });
    } catch (error) {
      this.#log.push({ at, body, status: null, error: reasonOf(error) });
    }
  }

  async #post(url: string, body: CallbackJson): Promise<number> {
    const timeout = new AbortController();
    const request = new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: timeout.signal,
    });
    const response = await Promise.race([this.#fetch(request), this.#timeOut(timeout)]);
    await response.body?.cancel();
    return response.status;
  }

  async #timeOut(timeout: AbortController): Promise<never> {
    await this.#clock.wait(TIMEOUT_MS);
    const error = new Error(`no answer within ${TIMEOUT_MS / 1_000} s`);
    timeout.abort(error);
    throw error;
  }
}

// Node hides the reason ("ECONNREFUSED") behind "fetch failed".
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
