import type { Plugin } from 'vite';

/** What is taken out, and what is put there instead; each is there exactly once in Lit's modules, which come minified. */
const HOOKS: readonly (readonly [RegExp, string?])[] = [
  [
    /,[\w$]+=[\w$]+\.litHtmlPolyfillSupport;[\w$]+\?\.\([\w$,]+\),\([\w$]+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)(?=;)/,
  ],
  [
    /,[\w$]+\.litElementHydrateSupport\?\.\(\{LitElement:[\w$]+\}\);const [\w$]+=[\w$]+\.litElementPolyfillSupport;[\w$]+\?\.\(\{LitElement:[\w$]+\}\)(?=;)/,
  ],
  [/(?<=;)\([\w$]+\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/],
  [/,[\w$]+=[\w$]+\.reactiveElementPolyfillSupport(?=,)/],
  [
    /,[\w$]+\?\.\(\{ReactiveElement:[\w$]+\}\),\([\w$]+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)(?=;)/,
  ],
  // decorators' metadata
  [/Symbol\.metadata\?\?=Symbol\("metadata"\),[\w$]+\.litPropertyMetadata\?\?=new WeakMap;/],
  [
    /const ([\w$]+)=this\[Symbol\.metadata\];if\(null!==\1\)\{const [\w$]+=litPropertyMetadata\.get\(\1\);if\(void 0!==[\w$]+\)for\(const\[[\w$]+,[\w$]+\]of [\w$]+\)this\.elementProperties\.set\([\w$]+,[\w$]+\)\}/,
  ],
  // what decorators leave to be done with each element
  [/static addInitializer\([\w$]+\)\{.*?\}(?=static )/],
  [/void 0!==([\w$]+)\.l&&\(this\.l=\[\.\.\.\1\.l\]\),/],
  [/,this\.constructor\.l\?\.forEach\([\w$]+=>[\w$]+\(this\)\)/],
  // directives
  [
    /(?<=function [\w$]+\([\w$]+,([\w$]+),([\w$]+)=[\w$]+,[\w$]+\)\{)if\(\1===[\w$]+\)return \1;let .*?\._\$litDirective\$;return .*?,\1\}(?=class )/,
    'return $1}',
  ],
  // what directives that go on by themselves are told of their element, and directives for a whole element
  [/this\.hasUpdated\|\|\(this\.renderOptions\.isConnected=this\.isConnected\),(?=super\.update)/],
  [/connectedCallback\(\)\{super\.connectedCallback\(\),this\._\$Do\?\.setConnected\(!0\)\}/],
  [/disconnectedCallback\(\)\{super\.disconnectedCallback\(\),this\._\$Do\?\.setConnected\(!1\)\}/],
  [/setConnected\(([\w$]+)\)\{void 0===this\._\$AM&&\(this\._\$Cv=\1,this\._\$AP\?\.\(\1\)\)\}/],
  [/get _\$AU\(\)\{return this\._\$AM\?\._\$AU\?\?this\._\$Cv\}/],
  [/,this\._\$Cv=[\w$]+\?\.isConnected\?\?!0(?=\})/],
  [/(?<=get parentNode\(\)\{return this\._\$AM\.parentNode\})get _\$AU\(\)\{return this\._\$AM\._\$AU\}/],
  [/(?<=get tagName\(\)\{return this\.element\.tagName\})get _\$AU\(\)\{return this\._\$AM\._\$AU\}/],
  [/this\._\$AP\?\.\(!1,!0,[\w$]+\)(?=;)/],
  [
    /else [\w$]+\.startsWith\([\w$]+\)&&\([\w$]+\.push\(\{type:6,index:[\w$]+\}\),[\w$]+\.removeAttribute\([\w$]+\)\)(?=;)/,
  ],
  [/:6===[\w$]+\.type&&\([\w$]+=new [\w$]+\([\w$]+,this,[\w$]+\)\)(?=,)/, ':0'],
  // reflected properties, and attributes that hold JSON
  [/,([\w$]+)=[\w$]+\.trustedTypes,[\w$]+=\1\?\1\.emptyScript:""(?=,)/],
  [/toAttribute\([\w$]+,[\w$]+\)\{switch\([\w$]+\)\{.*?\}return [\w$]+\},(?=fromAttribute)/],
  [/case Object:case Array:try\{[\w$]+=JSON\.parse\([\w$]+\)\}catch\([\w$]+\)\{[\w$]+=null\}/],
  [/_\$ET\([\w$]+,[\w$]+\)\{const .*?this\._\$Em=null\}\}(?=_\$AK)/],
  [/this\._\$Eq&&=this\._\$Eq\.forEach\([\w$]+=>this\._\$ET\([\w$]+,this\[[\w$]+\]\)\),/],
  [/,!0===[\w$]+&&this\._\$Em!==[\w$]+&&\(this\._\$Eq\?\?=new Set\)\.add\([\w$]+\)/],
  // properties with a default that an attribute gives back, or with a converter of their own
  [/\|\|[\w$]+\.useDefault&&[\w$]+\.reflect&&.*?this\.hasAttribute\([\w$]+\._\$Eu\([\w$,]+\)\)(?=\))/],
  [/(?<=\},[\w$]+\)\{)[\w$]+&&!\(this\._\$Ej\?\?=new Map\)\.has\(.*?void 0!==[\w$]+\)\|\|(?=\(this\._\$AL)/],
  [/(?<=\]=([\w$]+))\?\?this\._\$Ej\?\.get\([\w$]+\)\?\?\1/],
  [
    /"function"==typeof ([\w$]+)\.converter\?\{fromAttribute:\1\.converter\}:void 0!==\1\.converter\?\.fromAttribute\?\1\.converter:(?=[\w$]+;)/,
  ],
];

/**
 * Takes out of Lit what a script of our own has no use for: hooks for polyfills of engines older than the script's syntax
 * and for hydration, the lists of versions that its development build warns from, decorators, directives,
 * properties that are reflected, have a converter or give their default back. A test holds the sources to using none of these.
 */
export function hooksPlugin(): Plugin {
  let taken = 0;
  return {
    name: 'kvit-hooks',
    enforce: 'pre',
    transform: {
      filter: { id: /(?:lit-html|lit-element|reactive-element)\.js$/ },
      handler(code) {
        return HOOKS.reduce((left, [hook, instead = '']) => {
          if (hook.test(left)) taken += 1;
          return left.replace(hook, instead);
        }, code);
      },
    },
    buildEnd(error) {
      if (!error && taken !== HOOKS.length)
        this.error(`Lit has ${taken} of ${HOOKS.length} hooks where they were; look at this plugin`);
    },
  };
}
