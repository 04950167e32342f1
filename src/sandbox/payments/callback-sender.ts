import { decimalText } from '../values/kopecks.ts';
import type { Payment } from './payment.ts';
import { STATUS } from '../values/payment-status.ts';
import type { AdjustableClock } from '../clock/adjustable-clock.ts';

const PATIENCE_MS = 5_000;

/** What the gateway tells the shop: a float and an upper-case currency, unlike the rest of its API. */
export interface CallbackJson {
  readonly id: number;
  readonly amount: number;
  readonly currency: 'RUB';
  readonly uuid: string;
  readonly payment_status: CallbackWord;
}

export type CallbackWord = 'success' | 'cancel';

/** One callback that was sent, and what became of it: either an HTTP status or the reason why there is none. */
export interface CallbackAttempt {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** One that was made up through the switches may be any other JSON. */
  readonly body: CallbackJson;
  readonly status: number | null;
  readonly error: string | null;
}

export interface CallbackSenderOptions {
  readonly clock: AdjustableClock;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly url: string | null;
}

/** Which word announces a status, or null for a status that is not announced. */
export function wordFor(status: number): CallbackWord | null {
  if (status === STATUS.paid) return 'success';
  return status === STATUS.cancelled || status === STATUS.failed ? 'cancel' : null;
}

/** Sends callbacks and remembers how each one went. A shop that fails to listen never troubles the gateway. */
export class CallbackSender {
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

  /** Oldest first. */
  get log(): readonly CallbackAttempt[] {
    return this.#log;
  }

  /** Starts sending and does not wait. Without an address nothing is sent. */
  send(body: CallbackJson): void {
    if (this.url === null) return;
    const sending = this.#deliver(this.url, body);
    this.#pending.add(sending);
    void sending.finally(() => this.#pending.delete(sending));
  }

  /** Resolves when no callback is on its way. */
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
    const response = await Promise.race([this.#fetch(request), this.#giveUp(timeout)]);
    await response.body?.cancel();
    return response.status;
  }

  async #giveUp(timeout: AbortController): Promise<never> {
    await this.#clock.wait(PATIENCE_MS);
    const error = new Error(`no answer within ${PATIENCE_MS / 1_000} s`);
    timeout.abort(error);
    throw error;
  }
}

/** The true callback about a payment. */
export function callbackBody(payment: Payment, word: CallbackWord): CallbackJson {
  return {
    id: payment.origin.id,
    amount: Number(decimalText(payment.order.amount)),
    currency: 'RUB',
    uuid: payment.order.uuid,
    payment_status: word,
  };
}

// Node hides the reason ("ECONNREFUSED") behind "fetch failed".
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
