import type { Plugin } from 'vite';

const EXPORT = /export\{([^}]*)\};?\s*$/;
const LAZY_IMPORT = /\bimport\(([`"']\.\/[^`"']+[`"'])\)/g;
const ENTRY_IMPORT = /import\{([^}]*)\}from"\.\/kvit\.js";?/g;

/** `a as b` clauses as pairs. */
const pairs = (clauses: string): [string, string][] =>
  clauses.split(',').map((clause) => {
    const [from = '', to = from] = clause.split(' as ');
    return [from, to];
  });

/** Asks for a chunk; after a failure by another address, since Firefox remembers a failed one for the life of the page. */
const LOADER =
  'let kvitMiss="";const kvitLoad=f=>import(f+kvitMiss).catch(e=>{kvitMiss+=kvitMiss?1:"?1";throw e});';

/**
 * Lets a lazy chunk take what it shares with the entry from the entry that is running.
 *
 * Left alone it would import `./kvit.js`; a page that loaded `kvit.js?v=2` would then fetch and run the whole entry a
 * second time, without its integrity hash. So the entry leaves what chunks need under a symbol instead of exporting it.
 */
export function oneInstancePlugin(version: string): Plugin {
  const place = `globalThis[Symbol.for("kvit@${version}")]`;
  return {
    name: 'kvit-one-instance',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const shared = new Set<string>();
      for (const chunk of chunks.filter(({ isEntry }) => !isEntry)) {
        chunk.code = chunk.code.replace(ENTRY_IMPORT, (_import, clauses: string) => {
          const taken = pairs(clauses);
          for (const [name] of taken) shared.add(name);
          return `const{${taken.map(([from, to]) => (from === to ? from : `${from}:${to}`)).join(',')}}=${place};`;
        });
        if (/\bfrom\s*"\.\//.test(chunk.code)) this.error(`${chunk.fileName} still imports a neighbour`);
      }
      for (const chunk of chunks.filter(({ isEntry }) => isEntry)) {
        const clauses = pairs(EXPORT.exec(chunk.code)?.[1] ?? '');
        const left = clauses.filter(([, name]) => shared.has(name)).map(([from, name]) => `${name}:${from}`);
        const own = clauses.filter(([, name]) => name === 'configure');
        const exported = own.map(([from, name]) => `${from} as ${name}`);
        const body = chunk.code.replace(EXPORT, '').replace(LAZY_IMPORT, 'kvitLoad($1)');
        const tail = `${place}??={${left.join(',')}};export{${exported.join(',')}};`;
        chunk.code = body + LOADER + tail;
      }
    },
  };
}
