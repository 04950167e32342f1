import type { Plugin } from 'vite';

/**
 * The global script is one file: it holds Russian and English, and fetches the other languages by their address.
 * A module of its own says so; it takes the place of the one that the module build and the npm package use.
 */
export function globalFilesPlugin(): Plugin {
  return {
    name: 'kvit-global-files',
    enforce: 'pre',
    resolveId: {
      filter: { id: /\/language-files\.ts$/ },
      handler(source, importer) {
        return this.resolve(source.replace('language-files', 'language-files.global'), importer);
      },
    },
  };
}
