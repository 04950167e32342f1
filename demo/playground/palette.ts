import { TOKENS, keyOf, type Scheme } from './token.ts';

/** Values by key, colours as `#rrggbb`; see {@link keyOf}. */
export type Palette = Readonly<Record<string, string>>;

const COLOURS = /--kvit-([\w-]+)[:,]\s*light-dark\(\s*(#[\da-f]+)\s*,\s*(#[\da-f]+)\s*\)/gi;
const OTHERS = /--kvit-(radius|gap|font)[:,]\s*([^;)]+)/g;

/** `#fff` is `#ffffff`: a colour field knows the long form only. */
function longHex(colour: string): string {
  const hex = colour.toLowerCase();
  return hex.length === 4 ? hex.replace(/[\da-f]/g, '$&$&') : hex;
}

/** Reads a theme, or the widget's own sheet of defaults: `--kvit-accent: …` and `var(--kvit-accent, …)` alike. */
export function readPalette(css: string): Palette {
  const found: Record<string, string> = {};
  for (const [, name = '', light = '', dark = ''] of css.matchAll(COLOURS)) {
    found[name] = longHex(light);
    found[`${name}-dark`] = longHex(dark);
  }
  for (const [, name = '', value = ''] of css.matchAll(OTHERS)) found[name] = value.trim();
  return found;
}

/** The colours of one scheme by token. */
export function coloursOf(palette: Palette, scheme: Scheme): Palette {
  const colours = TOKENS.filter(({ kind }) => kind === 'colour');
  return Object.fromEntries(colours.map((token) => [token.name, palette[keyOf(token, scheme)] ?? '#000000']));
}

/**
 * A merchant's own values as CSS says them, name and value.
 *
 * @param base what the page has without them: half of a pair may come from there
 */
export function declarations(own: Palette, base: Palette): (readonly [name: string, value: string])[] {
  return TOKENS.flatMap((token) => {
    const [light, dark] = [keyOf(token, 'light'), keyOf(token, 'dark')];
    if (own[light] === undefined && own[dark] === undefined) return [];
    const value = (key: string): string => own[key] ?? base[key] ?? '';
    const text = light === dark ? value(light) : `light-dark(${value(light)}, ${value(dark)})`;
    return [[`--kvit-${token.name}`, text] as const];
  });
}
