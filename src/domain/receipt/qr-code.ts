/**
 * An encoder of one QR symbol that holds every receipt: version 6, correction level M, bytes, mask 0 (ISO/IEC 18004).
 *
 * A receipt's text is ASCII of a known length, so no version, mode or mask has to be chosen; a general encoder is three times as
 * large. The tests compare it with one, module by module.
 */

/** Modules on each side. */
export const QR_SIZE = 41;
/** The longest text, in characters. */
export const QR_MOST = 106;

const BLOCKS = 4;
/** bytes of data in one block */
const DATA = 27;
/** bytes of error correction in one block */
const CORRECTION = 16;
/** The format bits of level M and mask 0. Both are zero, which leaves the standard's fixed mask. */
const FORMAT = 0x5412;

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** The product of two bytes in the standard's field GF(256). */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a);
  }
  return product;
}

/** A block's correction bytes: the remainder of its division by the generator (x − 1)(x − 2)(x − 4)… */
function remainder(data: readonly number[], generator: readonly number[]): number[] {
  let rest = generator.map(() => 0);
  for (const byte of data) {
    const [first = 0, ...others] = rest;
    rest = [...others, 0].map((value, at) => value ^ times(generator[at] ?? 0, byte ^ first));
  }
  return rest;
}

/** The generator's coefficients, without the leading 1. */
function generatorOf(degree: number): number[] {
  let factors = [1];
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    factors = [...factors, 0].map((value, at) => value ^ times(factors[at - 1] ?? 0, root));
    root = times(root, 2);
  }
  return factors.slice(1);
}

/** Mode, length, text and padding as bytes. The mode takes half a byte, which shifts all bytes after it. */
function dataOf(text: string): number[] {
  const bytes = [4, text.length, ...range(text.length).map((at) => text.charCodeAt(at))];
  const two = (at: number): number => ((bytes[at] ?? 0) << 4) | ((bytes[at + 1] ?? 0) >> 4);
  return range(BLOCKS * DATA).map((at) =>
    at < bytes.length ? two(at) & 255 : (at - bytes.length) % 2 ? 0x11 : 0xec,
  );
}

/** All bytes in drawing order: the first byte of each block, then the second of each, and so on. */
function codewords(text: string): number[] {
  const data = dataOf(text);
  const generator = generatorOf(CORRECTION);
  const blocks = range(BLOCKS).map((block) => data.slice(block * DATA, (block + 1) * DATA));
  const deal = (parts: readonly (readonly number[])[]): number[] =>
    (parts[0] ?? []).flatMap((_, at) => parts.map((part) => part[at] ?? 0));
  return [...deal(blocks), ...deal(blocks.map((block) => remainder(block, generator)))];
}

type Grid = (number | undefined)[][];

/** Draws square rings around a point, cut at the symbol's edge. @param dark 1 or 0 for each ring, from the centre */
function rings(grid: Grid, x: number, y: number, dark: readonly number[]): void {
  const reach = dark.length - 1;
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const row = grid[y + dy];
      if (row && x + dx in row) row[x + dx] = dark[Math.max(Math.abs(dx), Math.abs(dy))];
    }
  }
}

/** The finder, alignment and timing patterns and both copies of the format; all data modules are `undefined`. */
function patterns(): Grid {
  const last = QR_SIZE - 1;
  const across = range(QR_SIZE);
  const grid: Grid = across.map((y) =>
    across.map((x) => (x === 6 ? 1 - (y % 2) : y === 6 ? 1 - (x % 2) : undefined)),
  );
  const set = (x: number, y: number, dark: number): void => {
    (grid[y] ?? [])[x] = dark;
  };
  const corner = [1, 1, 0, 1, 0];
  rings(grid, 3, 3, corner);
  rings(grid, last - 3, 3, corner);
  rings(grid, 3, last - 3, corner);
  rings(grid, last - 6, last - 6, [1, 0, 1]);
  for (const bit of range(15)) {
    const dark = (FORMAT >> bit) & 1;
    if (bit < 8) {
      set(8, bit < 6 ? bit : bit + 1, dark);
      set(last - bit, 8, dark);
    } else {
      set(bit < 9 ? 7 : 14 - bit, 8, dark);
      set(8, last - 14 + bit, dark);
    }
  }
  set(8, last - 7, 1);
  return grid;
}

/**
 * The symbol of a text as rows of modules, 1 for dark, without the quiet zone.
 *
 * @param text ASCII, at most {@link QR_MOST} characters
 */
export function qrCode(text: string): readonly (readonly number[])[] {
  const bytes = codewords(text);
  const grid = patterns();
  let bit = 0;
  // pairs of columns from the right, up and down in turn, without the column of the timing pattern
  for (let pair = 0; pair < QR_SIZE >> 1; pair += 1) {
    const right = QR_SIZE - 1 - 2 * pair;
    for (const step of range(2 * QR_SIZE)) {
      const x = (right > 6 ? right : right - 1) - (step % 2);
      const y = pair % 2 ? step >> 1 : QR_SIZE - 1 - (step >> 1);
      const row = grid[y] ?? [];
      if (row[x] !== undefined) continue;
      const dark = ((bytes[bit >> 3] ?? 0) >> (7 - (bit % 8))) & 1;
      row[x] = dark ^ ((x + y + 1) % 2);
      bit += 1;
    }
  }
  return grid as number[][];
}
