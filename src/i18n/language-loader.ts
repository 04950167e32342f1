import { LANGUAGE_FILES, type FileLanguage } from './language-files.ts';
import type { Language } from './messages/cart-messages.ts';
import type { CodeNames, Pack, TextParts } from './messages/pack.ts';

/** Maximum time that a first rendering waits for its language before it shows Russian. Milliseconds. */
const MAX_WAIT = 2000;

const packs: Partial<Record<FileLanguage, Pack>> = {};
const loads: Partial<Record<FileLanguage, Promise<void>>> = {};
const waits: Partial<Record<FileLanguage, Promise<void>>> = {};
const waited = new Set<FileLanguage>();

const hasFile = (tag: string): tag is FileLanguage => Object.hasOwn(LANGUAGE_FILES, tag);

/** The language of a BCP 47 tag: `en-GB` → `en`; `ru` for a language that we do not have. */
export function toLanguage(tag: string | null | undefined): Language {
  const [primary = ''] = (tag ?? '').toLowerCase().split('-');
  return hasFile(primary) ? primary : 'ru';
}

/** The language itself once its file has loaded, else Russian. Texts and numbers always use one language. */
export const spokenLanguage = (language: Language): Language =>
  language !== 'ru' && packs[language] ? language : 'ru';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, MAX_WAIT));

async function load(language: FileLanguage): Promise<void> {
  try {
    packs[language] = (await LANGUAGE_FILES[language]()).default;
  } catch {
    // the texts stay Russian
  }
}

/**
 * Loads a language once per page. It never rejects.
 *
 * @param arrived called when the file has loaded or failed, even after the wait is over
 * @returns resolves when a rendering may start, at the latest after 2 seconds; `null` if it need not wait
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

/** The texts of one part in a language; Russian if the language lacks that part. */
export const inLanguage = <Part extends keyof TextParts>(
  part: Part,
  russian: TextParts[Part],
  language: Language,
): TextParts[Part] => (packOf(language)?.[part] as TextParts[Part] | undefined) ?? russian;

/** The name of a code in a language, if the language has one. */
export const codeNameIn = (part: keyof CodeNames, code: number, language: Language): string | undefined =>
  (packOf(language)?.[part] as Readonly<Record<number, string>> | undefined)?.[code];
