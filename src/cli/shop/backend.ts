import type { OrderInput } from '../../domain/order/order.ts';
import { HttpProblem } from '../../server/http/problem.ts';
import { readLimited } from '../../server/http/limited-body.ts';
import type { PriceOrder } from '../../server/creation/pricing.ts';
import type { Fetch } from '../../server/runtime/world.ts';

/** Short, since a buyer waits for the price, and an event is delivered again later. */
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/** Calls the merchant's backend. A bearer key authenticates the signer. */
export class Backend {
  readonly #key: string;
  readonly #fetch: Fetch;
  readonly #onTrouble: (message: string) => void;

  constructor(key: string, fetch: Fetch, onTrouble: (message: string) => void) {
    this.#key = key;
    this.#fetch = fetch;
    this.#onTrouble = onTrouble;
  }

  async #post(
    url: string,
    body: unknown,
    extra: readonly (readonly [string, string])[] = [],
  ): Promise<Response> {
    const headers = new Headers(extra.map(([name, value]) => [name, value]));
    // set last, so that a forwarded header cannot replace them
    headers.set('Content-Type', 'application/json');
    headers.set('Authorization', `Bearer ${this.#key}`);
    return this.#fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  /**
   * Sends an event.
   *
   * @param key `Idempotency-Key`, for an event that may be delivered again
   * @throws {Error} unless the backend answers 2xx; the event is then delivered again later
   */
  async send(url: string, event: unknown, key: string | null): Promise<void> {
    const answer = await this.#post(url, event, key === null ? [] : [['Idempotency-Key', key]]);
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the backend answered ${answer.status}`);
  }

  /**
   * Prices orders by asking the backend: 200 with the order, or 404 if there is none.
   *
   * @param forward headers of the buyer's request that identify the buyer to the backend
   */
  pricing(url: string, forward: readonly string[]): PriceOrder {
    return async (query, request) => {
      const headers = forward.flatMap((name) => {
        const value = request.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      try {
        const answer = await this.#post(url, query, headers);
        if (answer.status === 404) return null;
        if (!answer.ok) throw new Error(`the backend answered ${answer.status}`);
        const text = await readLimited(answer, MAX_BYTES);
        if (text === null) throw new Error('the answer is too long');
        return JSON.parse(text) as OrderInput;
      } catch (error) {
        this.#onTrouble(`the price list does not answer: ${String(error)}`);
        throw new HttpProblem(503, 'unavailable', 'The shop’s price list does not answer.', {
          headers: { 'Retry-After': '5' },
        });
      }
    };
  }
}
