import type { Plugin } from 'vite';

const EXPORT = /export\{([^}]*)\};?\s*$/;
const ENTRY_IMPORT = /import\{([^}]*)\}from"\.\/kvit\.js";?/g;

/** `a as b` clauses as pairs. */
const pairs = (clauses: string): [string, string][] =>
  clauses.split(',').map((clause) => {
    const [from = '', to = from] = clause.split(' as ');
    return [from, to];
  });

/**
 * Lets a lazy chunk take what it shares with the entry from the entry that is running.
 *
 * Left alone it would import `./kvit.js`; a page that loaded `kvit.js?v=2` would then fetch and run the whole entry a
 * second time, without its integrity hash. So the entry leaves its exports under a symbol, and chunks read them there.
 */
export function oneInstancePlugin(version: string): Plugin {
  const place = `globalThis[Symbol.for("kvit@${version}")]`;
  return {
    name: 'kvit-one-instance',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        if (chunk.isEntry) {
          const [, clauses = ''] = EXPORT.exec(chunk.code) ?? [];
          const shared = pairs(clauses).map(([from, to]) => (from === to ? from : `${to}:${from}`));
          chunk.code = `${chunk.code.replace(EXPORT, '')}${place}??={${shared.join(',')}};${EXPORT.exec(chunk.code)?.[0] ?? ''}`;
        } else {
          chunk.code = chunk.code.replace(ENTRY_IMPORT, (_import, clauses: string) => {
            const taken = pairs(clauses).map(([from, to]) => (from === to ? from : `${from}:${to}`));
            return `const{${taken.join(',')}}=${place};`;
          });
          if (/\bfrom\s*"\.\//.test(chunk.code)) this.error(`${chunk.fileName} still imports a neighbour`);
        }
      }
    },
  };
}
