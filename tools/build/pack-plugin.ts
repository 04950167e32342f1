import type { Plugin } from 'vite';

type Pack = Readonly<Record<string, object>>;

/** The keys of a language are the Russian texts' keys in the same order, so a buyer need not load them once more. */
const withoutKeys = (pack: Pack): Record<string, unknown[]> =>
  Object.fromEntries(Object.entries(pack).map(([part, texts]) => [part, Object.values(texts) as unknown[]]));

/** Writes each language as bare lists of texts; `inLanguage` reads them as it reads the objects they were. */
export function packPlugin(): Plugin {
  return {
    name: 'kvit-packs',
    enforce: 'pre',
    load: {
      filter: { id: /src\/i18n\/(?!ru)[a-z]{2}\.ts$/ },
      async handler(id) {
        const { default: pack } = (await import(id)) as { default: Pack };
        return `export default ${JSON.stringify(withoutKeys(pack))}`;
      },
    },
  };
}
