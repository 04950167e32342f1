import { html, svg, type TemplateResult } from 'lit';
import type { Language } from '../../src/index.ts';
import { SCENARIO_WORDS } from '../panel/scenario-switch.ts';
import type { CartRow } from './cart-row.ts';
import { cartFields } from './cart-fields.ts';
import { choiceField, group, selectField, textField, tickField } from './field.ts';
import type { TokenValues } from './token-values.ts';
import {
  LINK_PATTERN,
  SECONDS_PATTERN,
  TEXT_PATTERN,
  THEMES,
  VERSION_PATTERN,
  type PlainName,
  type Settings,
} from './settings.ts';
import { tokenFields } from './token-fields.ts';

export interface SettingsView {
  readonly settings: Settings;
  /** The values of each theme, completed with the widget's defaults. */
  readonly themes: Readonly<Record<string, TokenValues>>;
  /** True if groups start expanded. */
  readonly wide: boolean;
  readonly setPlain: (name: PlainName, value: string) => void;
  readonly setRows: (rows: readonly CartRow[]) => void;
  readonly setTokens: (own: TokenValues, settled: boolean) => void;
}

const THEME_WORDS: Readonly<Record<string, string>> = {
  kvit: 'Kvit',
  ink: 'Чернила',
  berry: 'Ягода',
  sky: 'Небо',
};

const LANGUAGE_WORDS: Readonly<Record<Language, string>> = {
  ru: 'Русский',
  en: 'English',
  be: 'Беларуская',
  hy: 'Հայերեն',
  kk: 'Қазақша',
  ky: 'Кыргызча',
  uz: 'Oʻzbekcha',
  zh: '中文',
};

/** Draws the dots as SVG, since a strict policy forbids style attributes. */
function themeChoice(theme: string, values: TokenValues): TemplateResult {
  const dot = (name: string, at: number) =>
    svg`<circle cx=${11 + at * 14} cy="11" r="10" fill=${values[name] ?? ''} stroke=${values['border'] ?? ''} />`;
  return html`<svg class="dots" viewBox="0 0 50 22" aria-hidden="true">
      ${['sunken', 'text', 'accent'].map(dot)}</svg
    >${THEME_WORDS[theme]}`;
}

function looks({ settings, themes, setPlain }: SettingsView): TemplateResult {
  const { plain } = settings;
  const choices = THEMES.map((theme) => [theme, themeChoice(theme, themes[theme] ?? {})]);
  return html`${choiceField(
    'Готовая тема',
    'theme',
    plain.theme,
    Object.fromEntries(choices) as Record<string, TemplateResult>,
    (value) => setPlain('theme', value),
  )}
  ${choiceField(
    'color-scheme страницы',
    'scheme',
    plain.scheme,
    { auto: 'Как у системы', light: 'Светлая', dark: 'Тёмная' },
    (value) => setPlain('scheme', value),
  )}
  ${choiceField('lang страницы', 'lang', plain.lang, LANGUAGE_WORDS, (value) => setPlain('lang', value))}`;
}

function attributes({ settings: { plain }, setPlain }: SettingsView): TemplateResult {
  const select = (name: PlainName, options: Record<string, string>) =>
    selectField(name, plain[name], options, (value) => setPlain(name, value));
  const tick = (name: PlainName, words: string) =>
    tickField(`${name} — ${words}`, plain[name], (value) => setPlain(name, value));
  const text = (name: PlainName, pattern: string, problem: string, placeholder: string) =>
    textField({
      label: name,
      value: plain[name],
      pattern,
      problem,
      placeholder,
      required: name === 'description',
      save: (value) => setPlain(name, value),
    });
  const address = 'Адрес: https://… или /…';
  return html`<p class="note">
      <code>signer</code> здесь всегда <code>/kvit</code>, а <code>uuid</code> магазин даёт сам.
    </p>
    ${text('description', TEXT_PATTERN, 'От 1 до 128 символов', '')}
    ${tick('editable', 'покупатель может менять количество')} ${tick('disabled', 'все кнопки отключены')}
    ${text('offer-url', LINK_PATTERN, address, 'нет оферты')}
    ${text('offer-version', VERSION_PATTERN, 'До 64 символов', 'например 2026-10-01')}
    ${text('privacy-url', LINK_PATTERN, address, 'согласие не нужно')}
    ${text('privacy-version', VERSION_PATTERN, 'До 64 символов', 'например 2026-10-01')}
    ${select('subscribe', { '': 'нет', Day: 'Day', Week: 'Week', Month: 'Month' })}
    ${text('hold-time', SECONDS_PATTERN, 'Целое число секунд', 'секунды, например 172800')}
    ${select('target', { _self: '_self — эта вкладка', _blank: '_blank — новая вкладка' })}
    ${select('language', { '': 'как у страницы', ...LANGUAGE_WORDS })}`;
}

/** All settings: looks, attributes, cart and the gateway's scenario. */
export function settingsView(view: SettingsView): TemplateResult {
  const { settings, themes, wide, setPlain, setRows, setTokens } = view;
  const { plain, rows, tokens } = settings;
  const base = themes[plain.theme] ?? {};
  return html`${group('looks', 'Тема и язык', true, looks(view))}
  ${group('tokens', 'Свои токены', false, tokenFields({ own: tokens, base, save: setTokens }))}
  ${group('attributes', 'Атрибуты', wide, attributes(view))}
  ${group('cart', 'Корзина', false, cartFields(rows, setRows))}
  ${group(
    'gateway',
    'Учебный шлюз',
    wide,
    selectField('Сценарий', plain.scenario, SCENARIO_WORDS, (value) => setPlain('scenario', value)),
  )}`;
}
