import type { Plugin } from 'vite';

/** Files that take nothing from the script that loads them, so that one build of each serves both scripts. */
const ALONE =
  /\bimport\('\.\.?\/(?:domain\/)?([a-z]{2}|checkout-dialog|subscription-list|receipt-file|show-news|other-tabs|warnings|rare-names)\.ts'\)/g;

/**
 * Where the classic script came from: what it loads later lies beside it. After a failure by another address, as in the
 * module build, since Firefox remembers a failed one for the life of the page.
 */
export const BESIDE = [
  'let kvitMiss="";',
  'const kvitBeside=document.currentScript?.src||location.href,',
  'kvitLoad=f=>import(new URL(f+kvitMiss,kvitBeside)).catch(e=>{kvitMiss+=kvitMiss?1:"?1";throw e});',
].join('');

/** Lets the classic script, which holds everything else, fetch these from the module build's files. */
export function besidePlugin(): Plugin {
  return {
    name: 'kvit-beside',
    enforce: 'pre',
    transform: {
      filter: { id: /src\/(i18n|elements|session)\/[^?]*\.ts$/, code: ALONE },
      handler: (code) => code.replace(ALONE, `kvitLoad('kvit-$1.js')`),
    },
  };
}
