import { HttpProblem } from '../http/problem.ts';
import type { Attempt } from '../store/records/attempt.ts';
import { TokenBuckets, type Rate } from '../runtime/token-bucket.ts';

/** How much one order and one client may ask for. `false` switches a limit off. */
export interface LimitOptions {
  /** new payment pages of one order: 10 in 10 minutes unless given. Counted in the store, and so across processes. */
  attempts?: Rate | false;
  /** `POST /payments` and cancelled subscriptions of one client: 60 in a minute unless given. Counted in each process. */
  payments?: Rate | false;
  /** all else of one client: 600 in a minute unless given. Counted in each process. */
  reads?: Rate | false;
}

export type Limits = Readonly<Required<LimitOptions>>;

/**
 * Names the client behind a request, as an address that the runtime or the shop's own proxy vouches for; `null` for one that is not
 * to be limited.
 */
export type NameClient = (request: Request) => string | null | undefined;

/** Generous: a whole mobile network may share one address, and a buyer may press in several tabs. */
const DEFAULTS: Limits = {
  attempts: { most: 10, within: 600_000 },
  payments: { most: 60, within: 60_000 },
  reads: { most: 600, within: 60_000 },
};

const NAMES = ['attempts', 'payments', 'reads'] as const;

/** @throws {TypeError} naming the limit that is none */
export function readLimits(options: LimitOptions | false = {}): Limits {
  if (options === false) return { attempts: false, payments: false, reads: false };
  const limits = { ...DEFAULTS, ...options };
  for (const name of NAMES) {
    const rate = limits[name];
    const sound = rate === false || (Number.isSafeInteger(rate.most) && rate.most > 0 && rate.within > 0);
    if (!sound) throw new TypeError(`limits.${name} must be {most, within} of positive numbers, or false`);
  }
  return limits;
}

/** @param wait ms. @returns 429, which the widget honours: it asks again after the wait, or leaves it to the buyer */
const tooMany = (wait: number, detail: string): HttpProblem =>
  new HttpProblem(429, 'rate_limited', detail, { headers: { 'Retry-After': `${Math.ceil(wait / 1000)}` } });

/** Only what makes a new page counts: asking again for the page there is stays free. @throws {HttpProblem} 429 */
export function refuseManyAttempts(attempts: readonly Attempt[], rate: Rate | false, now: number): void {
  if (rate === false) return;
  const ages = attempts.map(({ createdAt }) => now - createdAt).filter((age) => age >= 0);
  // the one that has to grow old before there is room again
  const age = ages.sort((a, b) => a - b)[rate.most - 1];
  if (age !== undefined && age < rate.within) {
    throw tooMany(rate.within - age, 'This order has had too many payment pages in a short time.');
  }
}

/** The limits of clients. A client nobody names has none: a header that anyone can write is no name. */
export class ClientLimits {
  readonly #client: NameClient;
  readonly #payments: TokenBuckets | null;
  readonly #reads: TokenBuckets | null;

  constructor({ payments, reads }: Limits, client: NameClient, now: () => number) {
    this.#client = client;
    this.#payments = payments === false ? null : new TokenBuckets(payments, now);
    this.#reads = reads === false ? null : new TokenBuckets(reads, now);
  }

  /** @throws {HttpProblem} 429 */
  take(kind: 'payments' | 'reads', request: Request): void {
    const client = this.#client(request);
    if (!client) return;
    const buckets = kind === 'payments' ? this.#payments : this.#reads;
    const wait = buckets?.take(client) ?? 0;
    if (wait > 0) throw tooMany(wait, 'Too many requests from this address.');
  }
}
