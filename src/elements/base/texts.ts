import { inLanguage } from '../../i18n/language-loader.ts';
import type { Language } from '../../i18n/messages/cart-messages.ts';
import type { Pack } from '../../i18n/messages/pack.ts';
import { configuration } from './configuration.ts';

/** The texts of one part in a language, with the merchant's own in place of ours. */
export const textsIn = <T extends object>(russian: T, part: keyof Pack, language: Language): T => ({
  ...inLanguage(russian, part, language),
  ...configuration().messages?.[language],
});
