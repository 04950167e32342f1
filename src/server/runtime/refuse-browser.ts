/**
 * The first import of the server entry: a bundle that pulls the kit into a page would publish the shop's secret, so it must
 * fail before anything else of the kit runs.
 */
if ('window' in globalThis && 'document' in globalThis) {
  throw new Error('kvit/server holds the shop’s secret and must never be loaded in a browser');
}

export {};
