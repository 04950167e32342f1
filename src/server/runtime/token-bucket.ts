/** A limit: `most` requests in `within` ms, at once or evenly. */
export interface Rate {
  /** number of requests */
  readonly most: number;
  /** ms */
  readonly within: number;
}

/** Above this number, the name that was unused for the longest time is forgotten, so that a flood of names cannot fill the memory. */
const MAX_NAMES = 10_000;

interface Bucket {
  readonly level: number;
  /** ms since the epoch */
  readonly at: number;
}

/**
 * A token bucket for each name, in the memory of this process. It needs no timer, so it runs on edge workers too.
 *
 * A limit that processes share would cost a write for each request. The limit of an order, which must be shared, is counted in the
 * store.
 */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Takes a token from the bucket of a name. @returns 0, or the ms until the next token if the bucket is empty */
  take(name: string): number {
    const at = this.#now();
    const level = this.#level(name, at);
    const wait = level < 1 ? Math.ceil(((1 - level) * this.#rate.within) / this.#rate.most) : 0;
    // set again, because a map keeps the order of insertion: its first name is the one that was unused for the longest time
    this.#buckets.delete(name);
    this.#buckets.set(name, { level: wait > 0 ? level : level - 1, at });
    if (this.#buckets.size > MAX_NAMES) this.#buckets.delete(this.#buckets.keys().next().value ?? '');
    return wait;
  }

  #level(name: string, now: number): number {
    const { most, within } = this.#rate;
    const bucket = this.#buckets.get(name);
    if (!bucket) return most;
    // a clock that jumped back neither gives nor takes tokens
    const passed = Math.max(now - bucket.at, 0);
    return Math.min(most, bucket.level + (passed * most) / within);
  }
}
