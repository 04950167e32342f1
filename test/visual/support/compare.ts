import pixelmatch from 'pixelmatch';
import { blank, cut, type Picture } from './picture.ts';

/** What a comparison found: nothing, or what is different in words, with a picture of it where there can be one. */
export interface Difference {
  readonly words: string;
  readonly picture?: Picture;
}

/** Rounding of a layout's last line. */
const SIZE_SLACK = 1;
/** How far one pixel may be off (pixelmatch's own scale), and how many of a picture may be further: specks, not letters. */
const THRESHOLD = 0.1;
const MOST_PIXELS = 1 / 5000;
/** The side of a tile, by how much its mean colour may be off, and how many tiles may: a pale panel is seen only so. */
const TILE = 8;
const TILE_SHADES = 8;
const MOST_TILES = 1 / 200;

/** Another version of an engine draws letters and rounds lines differently; blocks and colours stay. */
const COARSE_SIZE = 0.03;
const COARSE_SIZE_SLACK = 8;
const COARSE_TILE = 4;
const COARSE_SHADES = 24;
const MOST_COARSE_TILES = 1 / 125;

function sizes(before: Picture, now: Picture, slack: (size: number) => number): string | null {
  const far = (was: number, is: number) => Math.abs(was - is) > slack(was);
  return far(before.width, now.width) || far(before.height, now.height)
    ? `is ${now.width} × ${now.height}, was ${before.width} × ${before.height}`
    : null;
}

/** The mean colour of each tile, edges that fill none left out. */
function tiles({ width, height, data }: Picture, side: number): Picture {
  const across = Math.floor(width / side);
  const down = Math.floor(height / side);
  const means = blank(across, down);
  for (let tile = 0; tile < across * down; tile += 1) {
    const left = (tile % across) * side;
    const top = Math.floor(tile / across) * side;
    for (let channel = 0; channel < 3; channel += 1) {
      let sum = 0;
      for (let at = 0; at < side * side; at += 1)
        sum += data[((top + Math.floor(at / side)) * width + left + (at % side)) * 4 + channel] ?? 0;
      means.data[tile * 4 + channel] = Math.round(sum / (side * side));
    }
  }
  return means;
}

/** Each pixel as the mean of the nine around it, so that a letter may move by one. */
function blurred(picture: Picture): Picture {
  const { width, height, data } = picture;
  const soft = blank(width, height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      let sum = 0;
      for (let near = 0; near < 9; near += 1) {
        const x = Math.min(Math.max((pixel % width) + (near % 3) - 1, 0), width - 1);
        const y = Math.min(Math.max(Math.floor(pixel / width) + Math.floor(near / 3) - 1, 0), height - 1);
        sum += data[(y * width + x) * 4 + channel] ?? 0;
      }
      soft.data[pixel * 4 + channel] = Math.round(sum / 9);
    }
  }
  return soft;
}

/** How many pixels are further off than that in any colour. */
function far(before: Picture, now: Picture, shades: number): number {
  let count = 0;
  for (let at = 0; at < before.data.length; at += 4) {
    const off = (channel: number) =>
      Math.abs((before.data[at + channel] ?? 0) - (now.data[at + channel] ?? 0));
    if (Math.max(off(0), off(1), off(2)) > shades) count += 1;
  }
  return count;
}

function common(before: Picture, now: Picture): readonly [Picture, Picture] {
  const width = Math.min(before.width, now.width);
  const height = Math.min(before.height, now.height);
  return [cut(before, 0, 0, width, height), cut(now, 0, 0, width, height)];
}

/** For the engine and the system that took the first picture. */
export function compareClosely(before: Picture, now: Picture): Difference | null {
  const words = sizes(before, now, () => SIZE_SLACK);
  if (words) return { words };
  const [one, other] = common(before, now);
  const { width, height } = one;
  const picture = blank(width, height);
  const pixels = pixelmatch(one.data, other.data, picture.data, width, height, { threshold: THRESHOLD });
  if (pixels > width * height * MOST_PIXELS) return { words: `${pixels} pixels differ`, picture };
  const means = tiles(one, TILE);
  const shaded = far(means, tiles(other, TILE), TILE_SHADES);
  return shaded > means.width * means.height * MOST_TILES
    ? { words: `${shaded} tiles are of another shade`, picture }
    : null;
}

/** For any other version: blurred, and a quarter as large. */
export function compareCoarsely(before: Picture, now: Picture): Difference | null {
  const words = sizes(before, now, (size) => size * COARSE_SIZE + COARSE_SIZE_SLACK);
  if (words) return { words };
  const [one, other] = common(before, now).map((picture) => blurred(tiles(picture, COARSE_TILE)));
  if (!one || !other) return null;
  const count = far(one, other, COARSE_SHADES);
  return count > one.width * one.height * MOST_COARSE_TILES
    ? { words: `${count} of ${one.width * one.height} blurred tiles differ` }
    : null;
}
