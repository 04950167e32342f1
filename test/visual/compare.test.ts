import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compareClosely, compareCoarsely } from './support/compare.ts';
import { blank, decode, encodeSmall, type Picture } from './support/picture.ts';

type Colour = readonly [red: number, green: number, blue: number];

const PAGE: Colour = [255, 255, 255];
const PANEL: Colour = [244, 246, 245];
const ACCENT: Colour = [11, 107, 83];
const INK: Colour = [22, 32, 29];

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function fill(picture: Picture, { x, y, width, height }: Box, colour: Colour): void {
  for (let row = y; row < y + height; row += 1)
    for (let column = x; column < x + width; column += 1)
      picture.data.set([...colour, 255], (row * picture.width + column) * 4);
}

/** Strokes with soft edges, as dense as letters. */
function write(picture: Picture, x: number, y: number, letters: number, off = 0): void {
  for (let letter = 0; letter < letters; letter += 1) {
    const left = x + letter * 8;
    fill(picture, { x: left, y, width: 2, height: 11 }, INK);
    fill(picture, { x: left + 2, y, width: 1, height: 11 }, [150 + off, 155 + off, 153 + off]);
    fill(picture, { x: left + 3, y: y + 5, width: 3, height: 2 }, INK);
  }
}

interface Looks {
  readonly panel?: Colour;
  readonly button?: Colour;
  readonly buttonX?: number;
  readonly lines?: number;
  /** how much the letters' soft edges differ */
  readonly soft?: number;
}

/** Something like a checkout. */
function draw({ panel = PANEL, button = ACCENT, buttonX = 16, lines = 8, soft = 0 }: Looks = {}): Picture {
  const picture = blank(360, 400);
  fill(picture, { x: 0, y: 0, width: 360, height: 400 }, PAGE);
  fill(picture, { x: 16, y: 16, width: 328, height: 100 }, panel);
  for (let line = 0; line < lines; line += 1) write(picture, 24, 24 + line * 34, 30, soft);
  fill(picture, { x: buttonX, y: 330, width: 300, height: 52 }, button);
  return picture;
}

const kept = (picture: Picture): Picture => decode(encodeSmall(picture));

describe('a kept picture', () => {
  test('is the same to both comparisons, and a soft edge that another machine draws is too', () => {
    for (const now of [draw(), draw({ soft: 12 })]) {
      assert.equal(compareClosely(kept(draw()), now), null);
      assert.equal(compareCoarsely(kept(draw()), now), null);
    }
  });

  test('keeps flat colours as they were', () => {
    const { data } = kept(draw());
    assert.deepEqual([...data.subarray(0, 3)], PAGE);
    assert.deepEqual([...data.subarray((20 * 360 + 340) * 4, (20 * 360 + 340) * 4 + 3)], PANEL);
  });

  test('is small', () => {
    assert.ok(encodeSmall(draw()).length < 2500, `${encodeSmall(draw()).length} bytes`);
  });
});

/** What must not go unseen, and whether an eye that squints sees it too. */
const CHANGES: readonly (readonly [what: string, looks: Looks, coarse: boolean])[] = [
  ['a button of another colour', { button: [21, 87, 184] }, true],
  ['a button that has moved', { buttonX: 26 }, true],
  ['a line that is missing', { lines: 7 }, true],
  ['a panel without its pale ground', { panel: PAGE }, false],
  ['a button a shade lighter', { button: [23, 119, 95] }, false],
];

for (const [what, looks, coarse] of CHANGES) {
  test(`${what} is seen`, () => {
    assert.ok(compareClosely(kept(draw()), draw(looks)));
    assert.equal(compareCoarsely(kept(draw()), draw(looks)) !== null, coarse);
  });
}

test('a picture of another size is told by its sizes', () => {
  const taller = { ...blank(360, 420), width: 360 };
  assert.equal(compareClosely(draw(), taller)?.words, 'is 360 × 420, was 360 × 400');
  assert.equal(compareCoarsely(draw(), blank(360, 500))?.words, 'is 360 × 500, was 360 × 400');
});
