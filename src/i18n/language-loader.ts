import type { Language } from './messages/cart-messages.ts';
import type { Pack } from './messages/pack.ts';

/** A file each, with nothing in common with the script: a page loads the one it speaks. */
const LATER: Readonly<Record<Exclude<Language, 'ru'>, () => Promise<{ readonly default: Pack }>>> = {
  en: () => import('./languages/en.ts'),
  kk: () => import('./languages/kk.ts'),
  be: () => import('./languages/be.ts'),
  hy: () => import('./languages/hy.ts'),
  ky: () => import('./languages/ky.ts'),
  uz: () => import('./languages/uz.ts'),
  zh: () => import('./languages/zh.ts'),
};

/** How long a first drawing waits for its language before it speaks Russian. Milliseconds. */
const PATIENCE = 2000;

const packs: Partial<Record<Language, Pack>> = {};
const loads: Partial<Record<Language, Promise<unknown>>> = {};
const waits: Partial<Record<Language, Promise<unknown> | null>> = { ru: null };

const isLater = (tag: string): tag is keyof typeof LATER => Object.hasOwn(LATER, tag);

/** The language we have for a BCP 47 tag: `en-GB` → `en`; what we do not have → `ru`. */
export function toLanguage(tag: string | null | undefined): Language {
  const [primary = ''] = (tag ?? '').toLowerCase().split('-');
  return isLater(primary) ? primary : 'ru';
}

/**
 * Fetches a language, once a page.
 *
 * @param arrived called when it is there, also when that is late
 * @returns what a drawing waits for, or `null` when it need not
 */
export function awaitLanguage(language: Language, arrived: () => void): Promise<unknown> | null {
  if (language === 'ru' || waits[language] === null) return null;
  const load = (loads[language] ??= LATER[language]().then(
    (module) => {
      packs[language] = module.default;
    },
    // without it the buyer still can read Russian
    () => undefined,
  ));
  void load.then(arrived);
  return (waits[language] ??= Promise.race([load, pause()]).then(() => {
    waits[language] = null;
  }));
}

const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, PATIENCE));

/** Texts of one part in a language; Russian where it has none. */
export function inLanguage<T extends object>(russian: T, part: keyof Pack, language: Language): T {
  const values = Object.values(packs[language]?.[part] ?? russian) as unknown[];
  return Object.fromEntries(Object.keys(russian).map((key, at) => [key, values[at]])) as T;
}

/** The name at a place of a code table, where the language has its own. */
export function nameAt(
  part: 'units' | 'subjects' | 'modes',
  at: number,
  language: Language,
): string | undefined {
  return Object.values(packs[language]?.[part] ?? {})[at];
}
