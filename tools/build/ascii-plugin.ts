import type { Plugin } from 'vite';

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Writes every character outside ASCII as an escape. @throws {Error} where an escape would change the meaning */
export function escapeNonAscii(code: string): string {
  if (/String\.raw`[^`]*[^\0-\x7f]/.test(code)) throw new Error('String.raw cannot hold an escape');
  return code.replace(/[^\0-\x7f]/g, escapeUnit);
}

/**
 * Makes the global script plain ASCII. A classic script is read in the page's charset, which on old shops is not UTF-8,
 * and an optimiser may paste it into a file or a page in any charset.
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
