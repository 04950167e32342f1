import { rateLimited } from '../http/problem.ts';
import { TokenBuckets } from '../runtime/token-bucket.ts';
import type { Limits } from './limit-options.ts';

/**
 * Names the client behind a request, by an address that the runtime or the shop's own proxy vouches for. A client that is `null`
 * has no limits.
 */
export type NameClient = (request: Request) => string | null | undefined;

/** The limits of clients. A client without a name has none: a header that anyone can write names nobody. */
export class ClientLimits {
  readonly #nameClient: NameClient;
  readonly #payments: TokenBuckets | null;
  readonly #reads: TokenBuckets | null;

  constructor({ payments, reads }: Limits, nameClient: NameClient, now: () => number) {
    this.#nameClient = nameClient;
    this.#payments = payments === false ? null : new TokenBuckets(payments, now);
    this.#reads = reads === false ? null : new TokenBuckets(reads, now);
  }

  /** Counts a request. @throws {HttpProblem} 429 `rate_limited` if the client has made too many */
  take(kind: 'payments' | 'reads', request: Request): void {
    const client = this.#nameClient(request);
    if (!client) return;
    const buckets = kind === 'payments' ? this.#payments : this.#reads;
    const wait = buckets?.take(client) ?? 0;
    if (wait > 0) throw rateLimited(wait, 'Too many requests from this address.');
  }
}
