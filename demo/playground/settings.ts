import type { Language } from '../../src/index.ts';
import { SCENARIOS } from '../../src/sandbox/scenario/scenario.ts';
import { readRow, READY_ROWS, type CartRow } from './cart-row.ts';
import type { Palette } from './palette.ts';

/** The widget's own looks, and the three files of `demo/themes`. */
export const THEMES = ['kvit', 'ink', 'berry', 'sky'] as const;

/** All that the widget speaks. */
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

/** A page of the shop, or of the web: nothing that runs, nothing that only looks like a path. */
export const LINK_PATTERN = '(?:https?:/|/[^\\/\\\\\\s])[^\\s]{0,300}|/';
export const TEXT_PATTERN = '[^\\p{C}]{1,128}';
export const VERSION_PATTERN = '[^\\p{C}]{1,64}';
export const SECONDS_PATTERN = '[1-9][0-9]{0,6}';

const LINK = new RegExp(`^(?:${LINK_PATTERN})?$`);

/** Every setting that is one word, under the name it has in the address: how it starts, and what it may be. */
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

/** All that the left side of the playground can say. */
export interface Settings {
  readonly plain: Readonly<Record<PlainName, string>>;
  readonly rows: readonly CartRow[];
  /** a merchant's own values; what is not there is the theme's */
  readonly tokens: Palette;
}

export const isPlainValue = (name: PlainName, text: string): boolean => PLAIN[name].rule.test(text);

/** The cart that a first visit finds. */
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
