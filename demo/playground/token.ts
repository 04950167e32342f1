/** A public custom property of the widget. */
export interface Token {
  /** Without `--kvit-`. */
  readonly name: string;
  readonly words: string;
  readonly kind: 'colour' | 'length' | 'font';
}

export const TOKENS: readonly Token[] = [
  { name: 'accent', words: 'Кнопки и ссылки', kind: 'colour' },
  { name: 'on-accent', words: 'Текст на кнопке', kind: 'colour' },
  { name: 'surface', words: 'Фон страницы и полей', kind: 'colour' },
  { name: 'sunken', words: 'Фон сообщений', kind: 'colour' },
  { name: 'text', words: 'Текст', kind: 'colour' },
  { name: 'muted', words: 'Второстепенный текст', kind: 'colour' },
  { name: 'border', words: 'Линии между товарами', kind: 'colour' },
  { name: 'success', words: 'Значок успеха', kind: 'colour' },
  { name: 'warning', words: 'Значок предупреждения', kind: 'colour' },
  { name: 'danger', words: 'Значок ошибки', kind: 'colour' },
  { name: 'radius', words: 'Скругление', kind: 'length' },
  { name: 'gap', words: 'Отступы', kind: 'length' },
  { name: 'font', words: 'Шрифт', kind: 'font' },
];

export const SCHEMES = ['light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Valid values. They go into CSS that a shop pastes, so nothing may end a declaration. */
const VALUES: Readonly<Record<Token['kind'], RegExp>> = {
  colour: /^#[0-9a-f]{6}$/,
  length: /^[0-9]{1,2}px$/,
  font: /^(?: *'[\p{L}\p{N} -]+' *|[\p{L}\p{N} -]+)(?:,(?: *'[\p{L}\p{N} -]+' *|[\p{L}\p{N} -]+))*$/u,
};

/** Patterns for the browser's own validation. */
export const LENGTH_PATTERN = '[0-9]{1,2}px';
export const FONT_PATTERN = "[\\p{L}\\p{N} ,'\\-]{1,120}";

const LONGEST = 120;

export const isValue = ({ kind }: Token, text: string): boolean =>
  text.length <= LONGEST && VALUES[kind].test(text);

/** The key of a value: a colour has one for each scheme. */
export const keyOf = ({ name, kind }: Token, scheme: Scheme): string =>
  kind === 'colour' && scheme === 'dark' ? `${name}-dark` : name;

export const findToken = (key: string): Token | undefined =>
  TOKENS.find((token) => SCHEMES.some((scheme) => keyOf(token, scheme) === key));
