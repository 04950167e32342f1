import { ROW_FIELDS, type CartRow } from './cart-row.ts';
import type { PlainName, Settings } from './settings.ts';

/** Attributes in reading order; `true` for an attribute without a value. */
export type Attributes = readonly (readonly [name: string, value: string | true])[];

export const SIGNER = '/kvit';

const TEXTS: readonly PlainName[] = [
  'description',
  'subscribe',
  'hold-time',
  'language',
  'offer-url',
  'offer-version',
  'privacy-url',
  'privacy-version',
];
const FLAGS: readonly PlainName[] = ['editable', 'disabled'];

/** The attributes of `kvit-checkout`, both for the preview and for the HTML to paste. */
export function checkoutAttributes({ plain }: Settings, uuid: string): Attributes {
  const given = TEXTS.filter((name) => plain[name] !== '').map((name) => [name, plain[name]] as const);
  const target = plain.target === '_self' ? [] : [['target', plain.target] as const];
  const flags = FLAGS.filter((name) => plain[name] === 'yes').map((name) => [name, true] as const);
  return [['signer', SIGNER], ['uuid', uuid], ...given, ...target, ...flags];
}

const FIRST: keyof CartRow = 'description';

export const itemAttributes = (row: CartRow): Attributes =>
  [FIRST, ...ROW_FIELDS.filter((field) => field !== FIRST)].map((field) => [field, row[field]]);

/** Path of a theme, the same in the package and in the demo; `null` for the default theme. */
export const themeFile = (theme: string): string | null => (theme === 'kvit' ? null : `themes/${theme}.css`);

export const COLOR_SCHEMES: Readonly<Record<string, string>> = {
  auto: 'light dark',
  light: 'light',
  dark: 'dark',
};
