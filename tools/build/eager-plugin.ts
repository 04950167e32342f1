import { readFileSync } from 'node:fs';
import { parseSync, type Plugin } from 'vite';

const LAZY_IMPORT = /\bimport\(('[^']+')\)/g;

/** The names that a file exports, types left out. */
function exportsOf(source: string): string[] {
  return parseSync('file.ts', source)
    .module.staticExports.flatMap(({ entries }) => entries)
    .filter(({ isType }) => !isType)
    .flatMap(({ exportName }) => exportName.name ?? []);
}

/**
 * In a script that holds everything there is nothing left to load later: its lazy imports become plain ones, since each
 * would otherwise cost a wrapper around every module that both sides share. What they give is put together by name, since a
 * namespace object would need getters.
 */
export function eagerPlugin(): Plugin {
  return {
    name: 'kvit-eager',
    enforce: 'pre',
    load: {
      filter: { id: /src\/elements\/lazy\.ts$/ },
      handler: () => 'export const LAZY = false;',
    },
    transform: {
      filter: { id: /src\/elements\/[^?]*\.ts$/, code: LAZY_IMPORT },
      async handler(code, id) {
        const paths = Array.from(code.matchAll(LAZY_IMPORT), ([, path = '']) => path.slice(1, -1));
        const files = await Promise.all(
          paths.map(async (path) => (await this.resolve(path, id))?.id ?? path),
        );
        const imports = files.map((file, n) => {
          const names = exportsOf(readFileSync(file, 'utf8'));
          const clauses = names.map((name) => `${name} as eager${n}_${name}`);
          const fields = names.map((name) => `${name}: eager${n}_${name}`);
          return `import { ${clauses.join()} } from '${paths[n]}';\nconst eager${n} = { ${fields.join()} };`;
        });
        let n = -1;
        return [...imports, code.replace(LAZY_IMPORT, () => `eager${(n += 1)}`)].join('\n');
      },
    },
  };
}
