import { inLanguage } from '../../i18n/language-loader.ts';
import type { Language } from '../../i18n/messages/cart-messages.ts';
import type { TextParts } from '../../i18n/messages/pack.ts';
import { configuration } from './configuration.ts';

/** The texts of one part in a language. The merchant's own texts replace ours. */
export const textsIn = <Part extends keyof TextParts>(
  part: Part,
  russian: TextParts[Part],
  language: Language,
): TextParts[Part] => ({
  ...inLanguage(part, russian, language),
  ...configuration().messages?.[language],
});
