import type { Plugin } from 'vite';

const EXPORT = /export\{([^}]*)\};?\s*$/;
const LAZY_IMPORT = /\bimport\(([`"']\.\/[^`"']+[`"'])\)/g;
const ENTRY_IMPORT = /import\{([^}]*)\}from"\.\/kvit\.js";?/g;

/** The `a as b` clauses of an import or export list, as pairs. */
const pairs = (clauses: string): [string, string][] =>
  clauses.split(',').map((clause) => {
    const [from = '', to = from] = clause.split(' as ');
    return [from, to];
  });

/** The code that loads a chunk. After a failure it changes the address, because Firefox keeps a failed import for the life of the page. */
const LOADER =
  'let kvitMiss="";const kvitLoad=f=>import(f+kvitMiss).catch(e=>{kvitMiss+=kvitMiss?1:"?1";throw e});';

/**
 * Makes lazy chunks use the running entry.
 *
 * By default a chunk imports `./kvit.js`. On a page that loaded `kvit.js?v=2` this fetches and runs the whole entry a second time,
 * without its integrity hash. So the entry stores the bindings that chunks need under a symbol, and exports only its API.
 */
export function oneInstancePlugin(version: string, api: readonly string[]): Plugin {
  const place = `globalThis[Symbol.for("kvit@${version}")]`;
  return {
    name: 'kvit-one-instance',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const shared = new Set<string>();
      for (const chunk of chunks.filter(({ isEntry }) => !isEntry)) {
        chunk.code = chunk.code.replace(ENTRY_IMPORT, (_import, clauses: string) => {
          const bindings = pairs(clauses);
          for (const [name] of bindings) shared.add(name);
          return `const{${bindings.map(([from, to]) => (from === to ? from : `${from}:${to}`)).join(',')}}=${place};`;
        });
        const otherChunk = /\bfrom\s*"\.\/[^"]*"/.exec(chunk.code)?.[0];
        if (otherChunk) this.error(`${chunk.fileName} imports another chunk: ${otherChunk}`);
      }
      for (const chunk of chunks.filter(({ isEntry }) => isEntry)) {
        const clauses = pairs(EXPORT.exec(chunk.code)?.[1] ?? '');
        const stored = clauses
          .filter(([, name]) => shared.has(name))
          .map(([from, name]) => `${name}:${from}`);
        const apiClauses = clauses.filter(([, name]) => api.includes(name));
        const exported = apiClauses.map(([from, name]) => `${from} as ${name}`);
        const body = chunk.code.replace(EXPORT, '').replace(LAZY_IMPORT, 'kvitLoad($1)');
        const tail = `${place}??={${stored.join(',')}};export{${exported.join(',')}};`;
        chunk.code = body + LOADER + tail;
      }
    },
  };
}
