import type { OrderInput } from '../../domain/order/order.ts';
import { HttpProblem } from '../../server/http/problem.ts';
import { readLimited } from '../../server/http/limited-body.ts';
import type { PriceOrder } from '../../server/creation/pricing.ts';
import type { Fetch } from '../../server/runtime/world.ts';

/** A buyer waits for a price; an event can be brought again. */
const TIMEOUT_MS = 5_000;
const MOST_BYTES = 256 * 1024;

/** Calls the merchant's own backend, which knows the signer by its key. */
export class Backend {
  readonly #key: string;
  readonly #fetch: Fetch;
  readonly #complain: (trouble: string) => void;

  constructor(key: string, fetch: Fetch, complain: (trouble: string) => void) {
    this.#key = key;
    this.#fetch = fetch;
    this.#complain = complain;
  }

  async #post(
    url: string,
    body: unknown,
    extra: readonly (readonly [string, string])[] = [],
  ): Promise<Response> {
    const headers = new Headers(extra.map(([name, value]) => [name, value]));
    // after what is forwarded, whose spelling of a name is the config's
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

  /** Tells of an event. @throws {Error} unless the backend took it with a 2xx, which brings it again later */
  async tell(url: string, event: unknown, key: string | null): Promise<void> {
    const answer = await this.#post(url, event, key === null ? [] : [['Idempotency-Key', key]]);
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the backend answered ${answer.status}`);
  }

  /**
   * A price list that asks the backend: 200 is the order, 404 that there is none.
   *
   * @param forward headers of the buyer's request that the backend needs to know the buyer by
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
        const text = await readLimited(answer, MOST_BYTES);
        if (text === null) throw new Error('its answer is too long');
        return JSON.parse(text) as OrderInput;
      } catch (error) {
        this.#complain(`the price list does not answer: ${String(error)}`);
        throw new HttpProblem(503, 'unavailable', 'The shop’s price list does not answer.', {
          headers: { 'Retry-After': '5' },
        });
      }
    };
  }
}
