/** Fails when a buyer would load more than was promised. Sizes are brotli at its best, as a CDN serves them. */
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const BUDGETS: readonly { file: string; what: string; most: number }[] = [
  { file: 'dist/kvit.js', what: 'first view: everything until the pay button works', most: 16_000 },
  { file: 'dist/kvit-road.js', what: 'paying: session, signer, states; fetched when idle', most: 9000 },
  { file: 'dist/kvit-receipt-view.js', what: 'receipt with QR; fetched after paying', most: 8000 },
  { file: 'dist/kvit.global.js', what: 'everything in one classic script', most: 26_000 },
];

const brotli = (file: string): number =>
  brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

let over = 0;
for (const { file, what, most } of BUDGETS) {
  const size = existsSync(file) ? brotli(file) : Number.POSITIVE_INFINITY;
  if (size > most) over += 1;
  console.error(`${size > most ? 'OVER' : 'ok  '} ${file}: ${size} of ${most} bytes (${what})`);
}
process.exitCode = over === 0 ? 0 : 1;
