const BLOCK_BYTES = 64;

/**
 * A message as SHA-1 and SHA-256 want it: a one bit, zeros, the length in bits, cut into blocks of sixteen 32-bit words.
 */
export function messageBlocks(message: Uint8Array): readonly Uint32Array[] {
  const length = Math.ceil((message.length + 9) / BLOCK_BYTES) * BLOCK_BYTES;
  const bytes = new Uint8Array(length);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(length - 8, BigInt(message.length) * 8n);
  return Array.from({ length: length / BLOCK_BYTES }, (_, block) =>
    Uint32Array.from({ length: 16 }, (_word, index) => view.getUint32(block * BLOCK_BYTES + index * 4)),
  );
}

/** The words of a digest as bytes, most significant first. */
export function wordsToBytes(words: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, index) => view.setUint32(index * 4, word));
  return new Uint8Array(view.buffer);
}

/** A word of an array that is known to be long enough. */
export function wordAt(words: ArrayLike<number>, index: number): number {
  return words[index] ?? 0;
}
