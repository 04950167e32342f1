import { languageBase } from './language-base.ts';
import type * as moduleFiles from './language-files.ts';
import en from './languages/en.ts';
import type { Pack } from './messages/pack.ts';

/**
 * The element that runs this script, read while it runs. `null` in a module. An optimiser may have pasted the script
 * into the page, which leaves it without an address.
 */
const script = document.currentScript as HTMLScriptElement | null;

/**
 * Where the language files lie: where `configure({base})` says, where `data-kvit-base` on the script's own element says, else beside
 * the script. Only that element counts: an attribute elsewhere may be planted by somebody else.
 */
function fileAddress(name: string): string {
  const given = script?.dataset['kvitBase'];
  // the page's address and not `document.baseURI`: a planted `<base>` must not count
  const beside = given ? new URL(given.replace(/\/?$/, '/'), location.href).href : script?.src;
  return new URL(name, languageBase() ?? (beside || location.href)).href;
}

const load = (name: string) => (): Promise<{ readonly default: Pack }> =>
  import(/* @vite-ignore */ fileAddress(name)) as Promise<{ readonly default: Pack }>;

/** What `language-files.ts` is to the module build. English is built in here. */
export const LANGUAGE_FILES: typeof moduleFiles.LANGUAGE_FILES = {
  en: () => Promise.resolve({ default: en }),
  kk: load('kvit-kk.js'),
  be: load('kvit-be.js'),
  hy: load('kvit-hy.js'),
  ky: load('kvit-ky.js'),
  uz: load('kvit-uz.js'),
  zh: load('kvit-zh.js'),
};
