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
  async bytes(label: string): Promise<Uint8Array> {
    const input = new TextEncoder().encode(JSON.stringify([this.#seed, label]));
    return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
  }

  /** An address segment of 32 hexadecimal digits. */
  async token(label: string): Promise<string> {
    return hex((await this.bytes(label)).subarray(0, 16));
  }

  /** Decimal digits, at most 32 of them. */
  async digits(label: string, length: number): Promise<string> {
    const bytes = await this.bytes(label);
    return Array.from(bytes.subarray(0, length), (byte) => byte % 10).join('');
  }
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
