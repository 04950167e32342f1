import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** Pixels, four bytes each: red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export function blank(width: number, height: number, value = 255): Picture {
  return { width, height, data: new Uint8Array(width * height * 4).fill(value) };
}

export function decode(file: Uint8Array): Picture {
  const { width, height, data } = PNG.sync.read(Buffer.from(file));
  return { width, height, data };
}

/** The part of a picture that begins at a point; what lies outside of it is white. */
export function cut(from: Picture, x: number, y: number, width: number, height: number): Picture {
  const part = blank(width, height);
  for (let row = 0; row < Math.min(height, from.height - y); row += 1) {
    const start = ((y + row) * from.width + x) * 4;
    part.data.set(from.data.subarray(start, start + Math.min(width, from.width - x) * 4), row * width * 4);
  }
  return part;
}

/** A colour that fills this share of a picture is kept as it is: a page, a panel, a button. */
const FLAT_SHARE = 1 / 500;
/** All others are the soft edges of letters. They may be off by half a step, which a comparison does not see. */
const STEP = 32;
const MOST_COLOURS = 256;

const shade = (value: number): number => Math.min(255, Math.round(value / STEP) * STEP);

function colourAt(data: Uint8Array, pixel: number): number {
  const [red = 0, green = 0, blue = 0] = data.subarray(pixel * 4, pixel * 4 + 3);
  return (red << 16) | (green << 8) | blue;
}

/** Which colour of a picture stands for which other one. */
function palette({ data, width, height }: Picture): Map<number, number> {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colour = colourAt(data, pixel);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const kept = new Map<number, number>();
  for (const [colour, count] of counts) {
    const soft = (shade(colour >> 16) << 16) | (shade((colour >> 8) & 255) << 8) | shade(colour & 255);
    kept.set(colour, count >= width * height * FLAT_SHARE ? colour : soft);
  }
  return kept;
}

function chunk(type: string, body: Uint8Array): Buffer {
  const tagged = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(tagged), 4);
  return Buffer.concat([frame.subarray(0, 4), tagged, frame.subarray(4)]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PALETTE_COLOURS = 3;

/** A PNG with a palette, a quarter as large as one in full colour; pngjs writes none. */
export function encodeSmall(picture: Picture): Uint8Array {
  const { width, height, data } = picture;
  const stands = palette(picture);
  const colours = [...new Set(stands.values())];
  if (colours.length > MOST_COLOURS) return encode(picture);
  const numbers = new Map(colours.map((colour, number) => [colour, number]));
  // each row begins with the number of its filter: none
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const number = numbers.get(stands.get(colourAt(data, pixel)) ?? 0) ?? 0;
    rows[pixel + Math.floor(pixel / width) + 1] = number;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, PALETTE_COLOURS], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk(
      'PLTE',
      Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An ordinary PNG, for eyes. */
export function encode({ width, height, data }: Picture): Uint8Array {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data);
  return PNG.sync.write(png);
}
