import type { Plugin } from 'vite';

const LAZY_IMPORT = /\bimport\(('[^']+')\)/g;

/**
 * In a script that holds everything there is nothing left to load later: its lazy imports become plain ones, since each
 * would otherwise cost a wrapper around every module that both sides share.
 */
export function eagerPlugin(): Plugin {
  return {
    name: 'kvit-eager',
    enforce: 'pre',
    transform: {
      filter: { id: /src\/elements\/[^?]*\.ts$/, code: LAZY_IMPORT },
      handler(code) {
        const imports: string[] = [];
        const body = code.replace(LAZY_IMPORT, (_import, path: string) => {
          imports.push(`import * as eager${imports.length} from ${path};`);
          return `eager${imports.length - 1}`;
        });
        return [...imports, body].join('\n');
      },
    },
  };
}
