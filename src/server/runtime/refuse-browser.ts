/**
 * The first import of the server entry. A bundle with this entry would publish the shop's secret on a page, so it fails before any
 * other code of the kit runs.
 */
if ('window' in globalThis && 'document' in globalThis) {
  throw new Error('kvit/server holds the shop’s secret and must never be loaded in a browser');
}

export {};
