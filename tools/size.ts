/** Fails when a buyer would load more than was promised. Sizes are brotli at its best, as a CDN serves them. */
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

interface Budget {
  readonly file: string;
  readonly what: string;
  /** bytes */
  readonly most: number;
}

const languages: readonly Budget[] = ['en', 'kk', 'be', 'hy', 'ky', 'uz', 'zh'].map((language) => ({
  file: `kvit-${language}.js`,
  what: `every text in ${language}; loaded by pages that speak it`,
  most: 2000,
}));

const BUDGETS: readonly Budget[] = [
  { file: 'kvit.js', what: 'first view: everything until the pay button works', most: 18_500 },
  { file: 'kvit-road.js', what: 'paying: session, signer client, states; loaded when idle', most: 10_500 },
  { file: 'kvit-receipt-view.js', what: 'receipt with QR; loaded after paying', most: 8000 },
  { file: 'kvit-receipt-file.js', what: 'save, share, print; loaded with a receipt', most: 1000 },
  ...languages,
  { file: 'kvit-checkout-dialog.js', what: 'the dialog of kvit-button; loaded by a press', most: 2000 },
  { file: 'kvit-subscription-list.js', what: 'kvit-subscriptions; loaded where it stands', most: 2500 },
  { file: 'kvit-scroll-to-outcome.js', what: 'keeps the outcome in sight; loaded after a return', most: 600 },
  { file: 'kvit-other-tabs.js', what: 'hints between tabs; loaded when idle', most: 500 },
  { file: 'kvit-line-warnings.js', what: 'warnings for developers; loaded with an odd VAT code', most: 500 },
  { file: 'kvit.global.js', what: 'all of it in one classic script, with Russian and English', most: 42_000 },
];

const brotli = (file: string): number =>
  brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

let over = 0;
for (const { file, what, most } of BUDGETS) {
  const path = `dist/${file}`;
  const size = existsSync(path) ? brotli(path) : Number.POSITIVE_INFINITY;
  if (size > most) over += 1;
  console.error(`${size > most ? 'OVER' : 'ok  '} ${path}: ${size} of ${most} bytes (${what})`);
}
process.exitCode = over === 0 ? 0 : 1;
