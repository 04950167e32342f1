import assert from 'node:assert/strict';
import jsqr from 'jsqr';
import type { Page } from '../driver/page.ts';

/** Pixels a module; the decoder wants more than one. */
const SCALE = 4;

/** Draws the QR that a page shows from its path, module by module, and reads it as a phone would. */
export async function readQr(page: Page): Promise<string> {
  const path = (await page.attribute('svg.qr path', 'd')) ?? '';
  const viewBox = (await page.attribute('svg.qr', 'viewBox')) ?? '';
  const [left = NaN, top = NaN, size = NaN] = viewBox.split(' ').map(Number);
  const across = size * SCALE;
  const pixels = new Uint8ClampedArray(across * across * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    blacken(pixels, across, (Number(x) - left) * SCALE, (Number(y) - top) * SCALE);
  }
  const decode = jsqr as unknown as typeof jsqr.default;
  const code = decode(pixels, across, across);
  assert.ok(code, 'the QR cannot be read');
  return code.data;
}

function blacken(pixels: Uint8ClampedArray, across: number, left: number, top: number): void {
  for (let y = top; y < top + SCALE; y += 1) {
    for (let x = left; x < left + SCALE; x += 1)
      pixels.fill(0, (y * across + x) * 4, (y * across + x) * 4 + 3);
  }
}
