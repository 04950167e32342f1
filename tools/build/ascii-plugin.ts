import type { Plugin } from 'vite';

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Replaces every character outside ASCII with an escape. @throws {Error} if a `String.raw` template contains one */
export function escapeNonAscii(code: string): string {
  if (/String\.raw`[^`]*[^\0-\x7f]/.test(code)) throw new Error('String.raw cannot hold an escape');
  return code.replace(/[^\0-\x7f]/g, escapeUnit);
}

/**
 * Makes the global script plain ASCII. A browser decodes a classic script in the page's charset, which is not UTF-8 in old shops,
 * and an optimiser may inline it into a page of any charset.
 */
export function asciiPlugin(): Plugin {
  return {
    name: 'kvit-ascii',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = escapeNonAscii(chunk.code);
      }
    },
  };
}
