import { html, nothing, type TemplateResult } from 'lit';
import { weakPairs, type WeakPair } from './contrast.ts';
import type { TokenValues } from './token-values.ts';
import {
  FONT_PATTERN,
  isValue,
  keyOf,
  LENGTH_PATTERN,
  SCHEMES,
  TOKENS,
  type Scheme,
  type Token,
} from './token.ts';

export interface TokenFields {
  /** The merchant's own values. */
  readonly own: TokenValues;
  /** The theme's values. */
  readonly base: TokenValues;
  /** @param settled false while the visitor still drags a slider */
  readonly save: (own: TokenValues, settled: boolean) => void;
}

const SCHEME_WORDS: Readonly<Record<Scheme, string>> = { light: 'светлая', dark: 'тёмная' };

/** A picker and a text field for the same value. */
function valueFields(token: Token, key: string, words: string, { own, base, save }: TokenFields) {
  const value = own[key] ?? base[key] ?? '';
  const set = (settled: boolean) => (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const typed = input.value.trim();
    const next =
      input.type === 'range' ? `${typed}px` : token.kind === 'colour' ? typed.toLowerCase() : typed;
    if (!isValue(token, next)) return input.setCustomValidity('?');
    input.setCustomValidity('');
    save({ ...own, [key]: next }, settled);
  };
  const picker = (type: 'color' | 'range', now: string) =>
    html`<input
      type=${type}
      max="32"
      autocomplete="off"
      aria-label=${`${words}, выбор`}
      .value=${now}
      @input=${set(false)}
      @change=${set(true)}
    />`;
  const pickers = {
    colour: () => picker('color', value),
    length: () => picker('range', String(parseInt(value, 10))),
    font: () => nothing,
  };
  const patterns = { colour: '#[0-9a-fA-F]{6}', length: LENGTH_PATTERN, font: FONT_PATTERN };
  return html`<div class="value">
    ${pickers[token.kind]()}
    <input
      autocomplete="off"
      spellcheck="false"
      aria-label=${words}
      pattern=${patterns[token.kind]}
      .value=${value}
      @change=${set(true)}
    />
  </div>`;
}

function tokenRow(token: Token, fields: TokenFields): TemplateResult {
  const { own, save } = fields;
  const keys = [...new Set(SCHEMES.map((scheme) => keyOf(token, scheme)))];
  const changed = keys.some((key) => own[key] !== undefined);
  const reset = () => {
    if (!changed) return;
    save(Object.fromEntries(Object.entries(own).filter(([key]) => !keys.includes(key))), true);
  };
  const words = (at: number) =>
    keys.length === 1 ? token.words : `${token.words}, ${SCHEME_WORDS[SCHEMES[at] ?? 'light']} тема`;
  return html`<li>
    <span>${token.words} <code>--kvit-${token.name}</code></span>
    <button
      type="button"
      class="small"
      aria-label=${`Сбросить --kvit-${token.name}`}
      aria-disabled=${changed ? 'false' : 'true'}
      @click=${reset}
    >
      Сбросить
    </button>
    <div class="values">${keys.map((key, at) => valueFields(token, key, words(at), fields))}</div>
  </li>`;
}

const nameOf = (token: string): string => `--kvit-${token}`;

function advice({ front, back, scheme, ratio, least }: WeakPair): TemplateResult {
  const number = (value: number) => (Math.floor(value * 10) / 10).toLocaleString('ru-RU');
  return html`<li>
    ${SCHEME_WORDS[scheme]} тема: ${nameOf(front)} на ${nameOf(back)} — ${number(ratio)}, нужно
    ${number(least)}
  </li>`;
}

/** The fields of all tokens in both schemes, and warnings of low contrast. */
export function tokenFields(fields: TokenFields): TemplateResult {
  const weak = weakPairs({ ...fields.base, ...fields.own });
  return html`<p class="columns"><span>Светлая тема</span><span>Тёмная тема</span></p>
    <ul class="tokens">
      ${TOKENS.map((token) => tokenRow(token, fields))}
    </ul>
    <div role="status" class="advice">
      ${
        weak.length === 0
          ? html`<p>Контраст достаточный: текст от 4,5, значки от 3.</p>`
          : html`<p><b>Мало контраста:</b></p>
              <ul>
                ${weak.map(advice)}
              </ul>`
      }
    </div>
    <button type="button" @click=${() => fields.save({}, true)}>Сбросить все токены</button>`;
}
