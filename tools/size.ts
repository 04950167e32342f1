/** Fails when a buyer would load more than was promised. Sizes are brotli at its best, as a CDN serves them. */
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const BUDGETS: readonly { file: string; what: string; most: number }[] = [
  { file: 'dist/kvit.js', what: 'first view: everything until the pay button works', most: 16_000 },
  { file: 'dist/kvit-road.js', what: 'paying: session, signer, states; fetched when idle', most: 9000 },
  { file: 'dist/kvit-receipt-view.js', what: 'receipt with QR; fetched after paying', most: 8000 },
  ...['en', 'kk', 'be', 'hy', 'ky', 'uz', 'zh'].map((language) => ({
    file: `dist/kvit-${language}.js`,
    what: `every text in ${language}; fetched by pages that speak it`,
    most: 1500,
  })),
  {
    file: 'dist/kvit-checkout-dialog.js',
    what: 'the dialog of kvit-button; fetched by its press',
    most: 2000,
  },
  { file: 'dist/kvit-subscription-list.js', what: 'kvit-subscriptions; fetched where it stands', most: 2500 },
  {
    file: 'dist/kvit-show-news.js',
    what: 'the way to the news; fetched on the way back from paying',
    most: 500,
  },
  {
    file: 'dist/kvit-rare-names.js',
    what: 'names of codes that few carts show; fetched by one that does',
    most: 500,
  },
  { file: 'dist/kvit-other-tabs.js', what: 'courtesy between tabs; fetched when idle', most: 500 },
  { file: 'dist/kvit.global.js', what: 'cart, road and receipt in one classic script', most: 26_000 },
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
