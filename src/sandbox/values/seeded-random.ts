import { createHash, randomBytes } from 'node:crypto';

/**
 * Random values that depend on the seed and a label only, never on the order of calls. Two runs with one seed agree even if
 * their requests interleave. Without a seed the values are unpredictable.
 *
 * Hashing is synchronous (`node:crypto`). `crypto.subtle` resolves whenever a thread is free, so payments that are created at
 * once would get their numbers in a random order.
 */
export class SeededRandom {
  readonly #seed: string;

  constructor(seed: string | number | undefined) {
    this.#seed = seed === undefined ? randomBytes(32).toString('hex') : String(seed);
  }

  /** An address segment of 32 hexadecimal digits. */
  token(label: string): string {
    return this.#bytes(label).toString('hex', 0, 16);
  }

  /** @param length the number of decimal digits, at most 32. */
  digits(label: string, length: number): string {
    return Array.from(this.#bytes(label).subarray(0, length), (byte) => byte % 10).join('');
  }

  /** An integer from 0 to `limit - 1`. @param limit at most 2³². */
  below(limit: number, label: string): number {
    return this.#bytes(label).readUInt32BE() % limit;
  }

  #bytes(label: string): Buffer {
    return createHash('sha256')
      .update(JSON.stringify([this.#seed, label]))
      .digest();
  }
}
