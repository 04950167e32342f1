import { messageBlocks, wordAt, wordsToBytes } from './message-blocks.ts';

const PRIMES = firstPrimes(64);
const ROUND_WORDS = PRIMES.map((prime) => fractionOfRoot(prime, 3n));
const START = PRIMES.slice(0, 8).map((prime) => fractionOfRoot(prime, 2n));

type State = [a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number];

/** SHA-256 without waiting; `sha-1.ts` says why. */
export function sha256(message: Uint8Array): Uint8Array {
  let state = START as State;
  for (const block of messageBlocks(message)) state = absorb(state, block);
  return wordsToBytes(state);
}

function absorb(state: State, block: Uint32Array): State {
  const words = schedule(block);
  let [a, b, c, d, e, f, g, h] = state;
  for (let round = 0; round < 64; round++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const added = (h + spread(e, 6, 11, 25) + choice + wordAt(ROUND_WORDS, round) + wordAt(words, round)) | 0;
    const next = (added + spread(a, 2, 13, 22) + majority) | 0;
    [a, b, c, d, e, f, g, h] = [next, a, b, c, (d + added) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + wordAt(state, index)) | 0) as State;
}

function schedule(block: Uint32Array): Uint32Array {
  const words = new Uint32Array(64);
  words.set(block);
  for (let index = 16; index < 64; index++) {
    const early = wordAt(words, index - 15);
    const late = wordAt(words, index - 2);
    const first = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const second = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[index] = wordAt(words, index - 16) + first + wordAt(words, index - 7) + second;
  }
  return words;
}

function spread(word: number, first: number, second: number, third: number): number {
  return rotate(word, first) ^ rotate(word, second) ^ rotate(word, third);
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function firstPrimes(count: number): readonly bigint[] {
  const primes: bigint[] = [];
  for (let candidate = 2n; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0n)) primes.push(candidate);
  }
  return primes;
}

/** The first 32 bits behind the point of the square or cube root of a prime, as the standard defines its constants. */
function fractionOfRoot(prime: bigint, degree: bigint): number {
  const scaled = prime << (32n * degree);
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) {
    if ((root + bit) ** degree <= scaled) root += bit;
  }
  return Number(root & 0xffff_ffffn);
}
