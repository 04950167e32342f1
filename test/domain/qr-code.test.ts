import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import jsqr from 'jsqr';
import { correction, generate, mode } from 'lean-qr';
import { QR_MOST, QR_SIZE, qrCode } from '../../src/domain/receipt/qr-code.ts';
import { Dice } from './dice.ts';

const SAMPLE = 't=20200924T1837&s=349.93&fn=9282440300682838&i=46534&fp=1273019065&n=1';
const LETTERS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('');
const anyText = (dice: Dice, length: number): string =>
  Array.from({ length }, () => LETTERS[dice.whole(0, 94)]).join('');

const rows = (text: string): string[] => qrCode(text).map((row) => row.join(''));

/** The same symbol by a library that knows every version, level and mask. */
function oracle(text: string): string[] {
  const code = generate(mode.ascii(text), {
    minVersion: 6,
    maxVersion: 6,
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
    mask: 0,
  });
  const across = Array.from({ length: code.size }, (_, at) => at);
  return across.map((y) => across.map((x) => (code.get(x, y) ? '1' : '0')).join(''));
}

/** Reads a symbol as a phone does, with a quiet zone of four modules and three pixels a module. */
function scan(code: readonly (readonly number[])[]): string | undefined {
  const side = (QR_SIZE + 8) * 3;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 12; y < side - 12; y += 1) {
    for (let x = 12; x < side - 12; x += 1) {
      const dark = code[Math.floor(y / 3) - 4]?.[Math.floor(x / 3) - 4];
      if (dark) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  const decode = jsqr as unknown as typeof jsqr.default;
  return decode(pixels, side, side)?.data;
}

describe('qrCode', () => {
  it('draws the modules that a general encoder draws, for texts of every length', () => {
    const dice = new Dice(21);
    for (let length = 1; length <= QR_MOST; length += 1) {
      for (const text of [anyText(dice, length), SAMPLE.repeat(2).slice(0, length)]) {
        assert.deepEqual(rows(text), oracle(text), text);
      }
    }
  });

  it('is read by a scanner, whatever the receipt says', () => {
    const dice = new Dice(22);
    for (let turn = 0; turn < 300; turn += 1) {
      const number = (most: number): number => dice.spread(1, most);
      const digits = `${dice.whole(10_000_000, 99_999_999)}${number(99_999_999)}`;
      const sum = `${number(42_949_672)}.${String(dice.whole(0, 99)).padStart(2, '0')}`;
      const text = `t=20261122T1405&s=${sum}&fn=${digits}&i=${number(4_294_967_295)}&fp=${number(4_294_967_295)}&n=1`;
      assert.equal(scan(qrCode(text)), text);
    }
  });

  it('is read with a blot on it, as on paper', () => {
    const code = qrCode(SAMPLE).map((row) => [...row]);
    // away from the three corners, where a scanner looks for the symbol
    for (const row of code.slice(18, 24)) row.fill(1, 16, 24);
    assert.notDeepEqual(code, qrCode(SAMPLE));
    assert.equal(scan(code), SAMPLE);
  });
});
