import { LANGUAGE_FILES, type FileLanguage } from './language-files.ts';
import type { Language } from './messages/cart-messages.ts';
import type { CodeNames, Pack, TextParts } from './messages/pack.ts';

/** How long a first drawing waits for its language before it speaks Russian. Milliseconds. */
const PATIENCE = 2000;

const packs: Partial<Record<FileLanguage, Pack>> = {};
const loads: Partial<Record<FileLanguage, Promise<void>>> = {};
const waits: Partial<Record<FileLanguage, Promise<void>>> = {};
const waited = new Set<FileLanguage>();

const hasFile = (tag: string): tag is FileLanguage => Object.hasOwn(LANGUAGE_FILES, tag);

/** The language we have for a BCP 47 tag: `en-GB` → `en`; a language we do not have → `ru`. */
export function toLanguage(tag: string | null | undefined): Language {
  const [primary = ''] = (tag ?? '').toLowerCase().split('-');
  return hasFile(primary) ? primary : 'ru';
}

/** The language itself if its file has come, else Russian: texts and numbers are always of one language. */
export const spokenLanguage = (language: Language): Language =>
  language !== 'ru' && packs[language] ? language : 'ru';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE));

async function load(language: FileLanguage): Promise<void> {
  try {
    packs[language] = (await LANGUAGE_FILES[language]()).default;
  } catch {
    // without its file the buyer still reads Russian
  }
}

/**
 * Loads a language, once a page.
 *
 * @param arrived called when the file has come or failed, also when that is late
 * @returns what a drawing waits for, or `null` if it need not wait
 */
export function awaitLanguage(language: Language, arrived: () => void): Promise<void> | null {
  if (language === 'ru' || waited.has(language)) return null;
  const loading = (loads[language] ??= load(language));
  void loading.then(arrived);
  return (waits[language] ??= Promise.race([loading, pause()]).then(() => {
    waited.add(language);
  }));
}

const packOf = (language: Language): Pack | undefined => (language === 'ru' ? undefined : packs[language]);

/** The texts of one part in a language; the Russian ones where it has none. */
export const inLanguage = <Part extends keyof TextParts>(
  part: Part,
  russian: TextParts[Part],
  language: Language,
): TextParts[Part] => (packOf(language)?.[part] as TextParts[Part] | undefined) ?? russian;

/** The language's own name of a code, where it has one. */
export const codeNameIn = (part: keyof CodeNames, code: number, language: Language): string | undefined =>
  (packOf(language)?.[part] as Readonly<Record<number, string>> | undefined)?.[code];
