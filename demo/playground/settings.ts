import type { Language } from '../../src/index.ts';
import { SCENARIOS } from '../../src/sandbox/scenario/scenario.ts';
import { readRow, READY_ROWS, type CartRow } from './cart-row.ts';
import type { TokenValues } from './token-values.ts';

/** The widget's default theme, and the three files of `demo/themes`. */
export const THEMES = ['kvit', 'ink', 'berry', 'sky'] as const;

/** The languages of the widget. */
export const LANGUAGES = [
  'ru',
  'en',
  'be',
  'hy',
  'kk',
  'ky',
  'uz',
  'zh',
] as const satisfies readonly Language[];

const oneOf = (...values: readonly string[]): RegExp => new RegExp(`^(?:${values.join('|')})$`);

/** An http(s) address or a path. Excludes `javascript:` and other schemes, and `//host` and `/\host`, which only look like paths. */
export const LINK_PATTERN = '(?:https?:/|/[^\\/\\\\\\s])[^\\s]{0,300}|/';
export const TEXT_PATTERN = '[^\\p{C}]{1,128}';
export const VERSION_PATTERN = '[^\\p{C}]{1,64}';
export const SECONDS_PATTERN = '[1-9][0-9]{0,6}';

const LINK = new RegExp(`^(?:${LINK_PATTERN})?$`);

/** The single-valued settings by their names in the address: initial value and validation. */
export const PLAIN = {
  description: { initial: 'Завтрак из пекарни', rule: new RegExp(`^${TEXT_PATTERN}$`, 'u') },
  editable: { initial: 'yes', rule: oneOf('yes', 'no') },
  disabled: { initial: 'no', rule: oneOf('yes', 'no') },
  'offer-url': { initial: '/demo/offer.html', rule: LINK },
  'offer-version': { initial: '', rule: new RegExp(`^(?:${VERSION_PATTERN})?$`, 'u') },
  'privacy-url': { initial: '', rule: LINK },
  'privacy-version': { initial: '', rule: new RegExp(`^(?:${VERSION_PATTERN})?$`, 'u') },
  subscribe: { initial: '', rule: oneOf('', 'Day', 'Week', 'Month') },
  'hold-time': { initial: '', rule: new RegExp(`^(?:${SECONDS_PATTERN})?$`) },
  target: { initial: '_self', rule: oneOf('_self', '_blank') },
  language: { initial: '', rule: oneOf('', ...LANGUAGES) },
  theme: { initial: 'kvit', rule: oneOf(...THEMES) },
  scheme: { initial: 'auto', rule: oneOf('auto', 'light', 'dark') },
  lang: { initial: 'ru', rule: oneOf(...LANGUAGES) },
  frame: { initial: 'phone', rule: oneOf('phone', 'tablet', 'desktop') },
  scenario: { initial: 'paid', rule: oneOf(...SCENARIOS.map(({ name }) => name)) },
} as const satisfies Record<string, { readonly initial: string; readonly rule: RegExp }>;

export type PlainName = keyof typeof PLAIN;

export const PLAIN_NAMES = Object.keys(PLAIN) as PlainName[];

/** All settings of the playground. */
export interface Settings {
  readonly plain: Readonly<Record<PlainName, string>>;
  readonly rows: readonly CartRow[];
  /** The merchant's own values; the rest comes from the theme. */
  readonly tokens: TokenValues;
}

export const isPlainValue = (name: PlainName, text: string): boolean => PLAIN[name].rule.test(text);

/** The initial cart. */
export const FIRST_ROWS: readonly CartRow[] = [
  readRow('3,83.50,2,1,4,0,Булочка с маком'),
  readRow('0.350,420.00,2,1,4,11,Сушки с маком'),
  ...READY_ROWS.filter(({ description }) => description === 'Доставка курьером'),
];

export const FIRST_SETTINGS: Settings = {
  plain: Object.fromEntries(PLAIN_NAMES.map((name) => [name, PLAIN[name].initial])) as Settings['plain'],
  rows: FIRST_ROWS,
  tokens: {},
};
