import { findCode, MODES, SUBJECTS, UNITS } from '../../domain/codes/codes.ts';
import type { Line } from '../../domain/order/line.ts';
import { nameAt } from '../../i18n/language-loader.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';
import type { CodeTexts } from '../../i18n/messages/pack.ts';

const TABLES = { units: UNITS, subjects: SUBJECTS, modes: MODES };

let rare: CodeTexts = {};

const isNamed = ({ payment_subject, payment_mode }: Line): unknown =>
  findCode(SUBJECTS, payment_subject)?.[1] && findCode(MODES, payment_mode)?.[1];

/** Fetches the names that are not built in, where a line needs one. @param arrived called when they are there */
export function awaitNames(lines: readonly Line[], arrived: () => void): void {
  if (lines.every(isNamed)) return;
  void import('../../domain/codes/rare-names.ts').then(
    (module) => {
      rare = module;
      arrived();
    },
    // the code itself is shown then
    () => undefined,
  );
}

/** The merchant's own name of a code, else the language's, else the Russian one, else the code. */
export function codeName(
  part: keyof CodeTexts,
  code: number | null,
  texts: Messages & CodeTexts,
  language: Language,
): string {
  if (code === null) return '';
  const table = TABLES[part];
  const at = table.findIndex((row) => row[0] === code);
  return (
    texts[part]?.[code] ?? nameAt(part, at, language) ?? table[at]?.[1] ?? rare[part]?.[code] ?? `${code}`
  );
}
