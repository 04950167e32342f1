import { TOKENS, keyOf, type Scheme } from './token.ts';

/** Values by key (see {@link keyOf}); colours as `#rrggbb`. */
export type TokenValues = Readonly<Record<string, string>>;

const COLOURS = /--kvit-([\w-]+)[:,]\s*light-dark\(\s*(#[\da-f]+)\s*,\s*(#[\da-f]+)\s*\)/gi;
const OTHERS = /--kvit-(radius|gap|font)[:,]\s*([^;)]+)/g;

/** Expands `#fff` to `#ffffff`, the only form that a colour field takes. */
function longHex(colour: string): string {
  const hex = colour.toLowerCase();
  return hex.length === 4 ? hex.replace(/[\da-f]/g, '$&$&') : hex;
}

/** Reads a theme (`--kvit-accent: …`) or the widget's own defaults (`var(--kvit-accent, …)`). */
export function readTokenValues(css: string): TokenValues {
  const found: Record<string, string> = {};
  for (const [, name = '', light = '', dark = ''] of css.matchAll(COLOURS)) {
    found[name] = longHex(light);
    found[`${name}-dark`] = longHex(dark);
  }
  for (const [, name = '', value = ''] of css.matchAll(OTHERS)) found[name] = value.trim();
  return found;
}

/** Returns the colours of one scheme by token. */
export function coloursOf(values: TokenValues, scheme: Scheme): TokenValues {
  const colours = TOKENS.filter(({ kind }) => kind === 'colour');
  return Object.fromEntries(colours.map((token) => [token.name, values[keyOf(token, scheme)] ?? '#000000']));
}

/**
 * Returns the CSS declarations of a merchant's own values.
 *
 * @param base the theme's values; a colour changed in one scheme takes the other scheme from here
 */
export function declarations(
  own: TokenValues,
  base: TokenValues,
): (readonly [name: string, value: string])[] {
  return TOKENS.flatMap((token) => {
    const [light, dark] = [keyOf(token, 'light'), keyOf(token, 'dark')];
    if (own[light] === undefined && own[dark] === undefined) return [];
    const value = (key: string): string => own[key] ?? base[key] ?? '';
    const text = light === dark ? value(light) : `light-dark(${value(light)}, ${value(dark)})`;
    return [[`--kvit-${token.name}`, text] as const];
  });
}
