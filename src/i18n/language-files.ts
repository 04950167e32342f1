import type { Language } from './messages/cart-messages.ts';
import type { Pack } from './messages/pack.ts';

/** The languages that come in files of their own. Russian is built in. */
export type FileLanguage = Exclude<Language, 'ru'>;

/** Loads the file of a language. A page loads only the one it speaks. The global script has `language-files.global.ts` instead. */
export const LANGUAGE_FILES: Readonly<Record<FileLanguage, () => Promise<{ readonly default: Pack }>>> = {
  en: () => import('./languages/en.ts'),
  kk: () => import('./languages/kk.ts'),
  be: () => import('./languages/be.ts'),
  hy: () => import('./languages/hy.ts'),
  ky: () => import('./languages/ky.ts'),
  uz: () => import('./languages/uz.ts'),
  zh: () => import('./languages/zh.ts'),
};
