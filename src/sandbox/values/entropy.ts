import { sha256 } from './sha-256.ts';

/**
 * Bytes that depend on the seed and a label only, never on the order of calls, so that two runs with one seed agree however
 * their requests interleave. Without a seed they cannot be guessed.
 */
export class Entropy {
  readonly #seed: string;

  constructor(seed: string | number | undefined) {
    this.#seed = seed === undefined ? hex(crypto.getRandomValues(new Uint8Array(32))) : String(seed);
  }

  /** 32 bytes for a label. */
  bytes(label: string): Uint8Array {
    return sha256(new TextEncoder().encode(JSON.stringify([this.#seed, label])));
  }

  /** An address segment of 32 hexadecimal digits. */
  token(label: string): string {
    return hex(this.bytes(label).subarray(0, 16));
  }

  /** Decimal digits, at most 32 of them. */
  digits(label: string, length: number): string {
    return Array.from(this.bytes(label).subarray(0, length), (byte) => byte % 10).join('');
  }

  /** A whole number from 0 up to, but without, `limit`, which is at most 2³². */
  below(limit: number, label: string): number {
    const bytes = this.bytes(label);
    return new DataView(bytes.buffer).getUint32(0) % limit;
  }
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
