import { MODES } from '../../domain/codes/modes.ts';
import type { CodeTable } from '../../domain/codes/code-table.ts';
import { SUBJECTS } from '../../domain/codes/subjects.ts';
import { UNITS } from '../../domain/codes/units.ts';
import { codeNameIn } from '../../i18n/language-loader.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';
import type { CodeNames, CodeTexts } from '../../i18n/messages/pack.ts';

const RUSSIAN: Readonly<Record<keyof CodeNames, CodeTable>> = {
  units: UNITS,
  subjects: SUBJECTS,
  modes: MODES,
};

/** The name of a code: the merchant's own, else the language's, else the Russian one, else the number. */
export function codeName(
  part: keyof CodeNames,
  code: number | null,
  texts: Messages & CodeTexts,
  language: Language,
): string {
  if (code === null) return '';
  return texts[part]?.[code] ?? codeNameIn(part, code, language) ?? RUSSIAN[part][code] ?? `${code}`;
}
