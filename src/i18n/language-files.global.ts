import { languageBase } from './language-base.ts';
import type * as moduleFiles from './language-files.ts';
import en from './languages/en.ts';
import type { Pack } from './messages/pack.ts';

/**
 * The element that runs this script; only readable while the script runs. `null` in a module. An inlined script has no
 * address.
 */
const script = document.currentScript as HTMLScriptElement | null;

/**
 * The address of a language file. The folder comes from `configure({base})`, else from `data-kvit-base` of the script's own element,
 * else it is the script's folder. The attribute does not count on other elements, because an attacker may have added them.
 */
function fileAddress(name: string): string {
  const given = script?.dataset['kvitBase'];
  // resolve against the page's address, because an attacker may have added a `<base>`
  const beside = given ? new URL(given.replace(/\/?$/, '/'), location.href).href : script?.src;
  return new URL(name, languageBase() ?? (beside || location.href)).href;
}

const load = (name: string) => (): Promise<{ readonly default: Pack }> =>
  import(/* @vite-ignore */ fileAddress(name)) as Promise<{ readonly default: Pack }>;

/** Replaces `language-files.ts` in the global script, which contains English. */
export const LANGUAGE_FILES: typeof moduleFiles.LANGUAGE_FILES = {
  en: () => Promise.resolve({ default: en }),
  kk: load('kvit-kk.js'),
  be: load('kvit-be.js'),
  hy: load('kvit-hy.js'),
  ky: load('kvit-ky.js'),
  uz: load('kvit-uz.js'),
  zh: load('kvit-zh.js'),
};
