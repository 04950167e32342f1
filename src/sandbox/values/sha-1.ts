import { messageBlocks, wordAt, wordsToBytes } from './message-blocks.ts';

const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const;

type State = [a: number, b: number, c: number, d: number, e: number];

/**
 * SHA-1 without waiting. The platform's own resolves whenever a thread is free, and then two payments made at once would get
 * their numbers in an order that no seed can repeat.
 */
export function sha1(message: Uint8Array): Uint8Array {
  let state: State = [...START];
  for (const block of messageBlocks(message)) state = absorb(state, block);
  return wordsToBytes(state);
}

function absorb(state: State, block: Uint32Array): State {
  const words = schedule(block);
  let [a, b, c, d, e] = state;
  for (let round = 0; round < 80; round++) {
    const next = (rotate(a, 5) + mix(round, b, c, d) + e + wordAt(words, round)) | 0;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  }
  const [a0, b0, c0, d0, e0] = state;
  return [(a0 + a) | 0, (b0 + b) | 0, (c0 + c) | 0, (d0 + d) | 0, (e0 + e) | 0];
}

function schedule(block: Uint32Array): Uint32Array {
  const words = new Uint32Array(80);
  words.set(block);
  for (let index = 16; index < 80; index++) {
    const mixed =
      wordAt(words, index - 3) ^
      wordAt(words, index - 8) ^
      wordAt(words, index - 14) ^
      wordAt(words, index - 16);
    words[index] = rotate(mixed, 1);
  }
  return words;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
