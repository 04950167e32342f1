import type { Language } from './messages/cart-messages.ts';
import type { Pack } from './messages/pack.ts';

/** The languages that load from their own files. Russian is built in. */
export type FileLanguage = Exclude<Language, 'ru'>;

/** Functions that load the file of a language. The global script uses `language-files.global.ts` instead. */
export const LANGUAGE_FILES: Readonly<Record<FileLanguage, () => Promise<{ readonly default: Pack }>>> = {
  en: () => import('./languages/en.ts'),
  kk: () => import('./languages/kk.ts'),
  be: () => import('./languages/be.ts'),
  hy: () => import('./languages/hy.ts'),
  ky: () => import('./languages/ky.ts'),
  uz: () => import('./languages/uz.ts'),
  zh: () => import('./languages/zh.ts'),
};
