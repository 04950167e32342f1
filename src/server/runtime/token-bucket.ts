/** So many in so many ms, at once or evenly. */
export interface Rate {
  readonly most: number;
  /** ms */
  readonly within: number;
}

/** More names than this are forgotten from the one longest unseen, so that a flood of names fills no memory. */
const MAX_NAMES = 10_000;

interface Bucket {
  readonly level: number;
  /** ms since the epoch */
  readonly at: number;
}

/**
 * A token bucket for each name, in the memory of this process. It needs no timer, and so runs on edge workers too.
 *
 * A limit shared among processes would cost a write with every request; what must hold across processes is counted in the store.
 */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Takes a token of that name's bucket. @returns 0, or the ms until there will be one when there is none now */
  take(name: string): number {
    const at = this.#now();
    const level = this.#level(name, at);
    const wait = level < 1 ? Math.ceil(((1 - level) * this.#rate.within) / this.#rate.most) : 0;
    // taken out and put in again: a map remembers the order, and the first name is the longest unseen
    this.#buckets.delete(name);
    this.#buckets.set(name, { level: wait > 0 ? level : level - 1, at });
    if (this.#buckets.size > MAX_NAMES) this.#buckets.delete(this.#buckets.keys().next().value ?? '');
    return wait;
  }

  #level(name: string, now: number): number {
    const { most, within } = this.#rate;
    const bucket = this.#buckets.get(name);
    if (!bucket) return most;
    // a clock that jumped back gives nothing and takes nothing
    const passed = Math.max(now - bucket.at, 0);
    return Math.min(most, bucket.level + (passed * most) / within);
  }
}
