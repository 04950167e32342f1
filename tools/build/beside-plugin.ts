import type { Plugin } from 'vite';

/** Files that take nothing from the script that loads them, so that one build of each serves both scripts. */
const ALONE = /\bimport\('\.\/([a-z]{2}|checkout-dialog|subscription-list|receipt-file)\.ts'\)/g;

/** Where the classic script came from: what it loads later lies beside it. */
export const BESIDE = 'const kvitBeside=document.currentScript?.src||location.href;';

/** Lets the classic script, which holds everything else, fetch these from the module build's files. */
export function besidePlugin(): Plugin {
  return {
    name: 'kvit-beside',
    enforce: 'pre',
    transform: {
      filter: { id: /src\/(i18n|elements)\/[^?]*\.ts$/, code: ALONE },
      handler: (code) => code.replace(ALONE, `import(new URL('kvit-$1.js',kvitBeside))`),
    },
  };
}
