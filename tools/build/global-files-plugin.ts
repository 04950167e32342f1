import type { Plugin } from 'vite';

/**
 * Replaces `language-files.ts` with `language-files.global.ts` in the global script: one file with Russian and English, which loads
 * the other languages by their addresses.
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
