import { en } from './en.ts';
import type { Language, Messages } from './messages.ts';
import { ru } from './ru.ts';

const ALL: Readonly<Record<Language, Messages>> = { ru, en };

/** The language we have for a BCP 47 tag: `ru-RU` → `ru`; what we do not have → `ru`. */
export function toLanguage(tag: string | null | undefined): Language {
  const [primary = ''] = (tag ?? '').toLowerCase().split('-');
  return primary === 'en' ? 'en' : 'ru';
}

/** The texts of a language, with a merchant's own in place of ours. */
export function messagesOf(
  language: Language,
  own: Partial<Record<Language, Partial<Messages>>> = {},
): Messages {
  return { ...ALL[language], ...own[language] };
}
