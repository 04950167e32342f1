import type { Plugin } from 'vite';

/** Each is there exactly once in Lit's three modules, which come minified. */
const HOOKS: readonly RegExp[] = [
  /,[\w$]+=[\w$]+\.litHtmlPolyfillSupport;[\w$]+\?\.\([\w$,]+\),\([\w$]+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)(?=;)/,
  /,[\w$]+\.litElementHydrateSupport\?\.\(\{LitElement:[\w$]+\}\);const [\w$]+=[\w$]+\.litElementPolyfillSupport;[\w$]+\?\.\(\{LitElement:[\w$]+\}\)(?=;)/,
  /(?<=;)\([\w$]+\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/,
  /,[\w$]+=[\w$]+\.reactiveElementPolyfillSupport(?=,)/,
  /,[\w$]+\?\.\(\{ReactiveElement:[\w$]+\}\),\([\w$]+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)(?=;)/,
  /Symbol\.metadata\?\?=Symbol\("metadata"\),[\w$]+\.litPropertyMetadata\?\?=new WeakMap;/,
  /const ([\w$]+)=this\[Symbol\.metadata\];if\(null!==\1\)\{const [\w$]+=litPropertyMetadata\.get\(\1\);if\(void 0!==[\w$]+\)for\(const\[[\w$]+,[\w$]+\]of [\w$]+\)this\.elementProperties\.set\([\w$]+,[\w$]+\)\}/,
];

/**
 * Takes out of Lit what a script of our own has no use for: hooks for polyfills of engines older than the script's syntax,
 * for hydration and decorators, of which there are none here, and the lists of versions that its development build warns from.
 */
export function hooksPlugin(): Plugin {
  let taken = 0;
  return {
    name: 'kvit-hooks',
    enforce: 'pre',
    transform: {
      filter: { id: /(?:lit-html|lit-element|reactive-element)\.js$/ },
      handler(code) {
        return HOOKS.reduce((left, hook) => {
          if (hook.test(left)) taken += 1;
          return left.replace(hook, '');
        }, code);
      },
    },
    buildEnd(error) {
      if (!error && taken !== HOOKS.length)
        this.error(`Lit has ${taken} of ${HOOKS.length} hooks where they were; look at this plugin`);
    },
  };
}
