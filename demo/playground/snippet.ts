import { checkoutAttributes, COLOR_SCHEMES, itemAttributes, themeFile, type Attributes } from './markup.ts';
import { declarations, type TokenValues } from './token-values.ts';
import type { Settings } from './settings.ts';

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const quoted = (value: string): string => `"${value.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? '')}"`;

const attribute = ([name, value]: Attributes[number]): string =>
  value === true ? name : `${name}=${quoted(value)}`;

const list = (attributes: Attributes, indent: string): string =>
  attributes.map((one) => `${indent}  ${attribute(one)}\n`).join('');

const rule = (lines: readonly string[], indent: string): string =>
  `${indent}:root {\n${lines.map((line) => `${indent}  ${line}\n`).join('')}${indent}}\n`;

/** Writes light colours first: Safari before 17.5 does not support `light-dark()` and would drop the declaration. */
function style({ plain, tokens }: Settings, base: TokenValues): string {
  const lines = declarations(tokens, base).map(([name, value]) => `${name}: ${value};`);
  const light = lines.map((line) => line.replace(/light-dark\((.+?), .+?\)/, '$1'));
  const pairs = lines.filter((line, n) => line !== light[n]);
  const scheme = COLOR_SCHEMES[plain.scheme] ?? 'light';
  // a page without color-scheme is light
  if (scheme !== 'light') light.unshift(`color-scheme: ${scheme};`);
  if (light.length === 0) return '';
  const both = pairs.length ? `  @supports (color: light-dark(red, red)) {\n${rule(pairs, '    ')}  }\n` : '';
  return `<style>\n${rule(light, '  ')}${both}</style>\n`;
}

/** Returns the HTML that a shop pastes. */
export function snippet(settings: Settings, base: TokenValues): string {
  const { plain, rows } = settings;
  const file = themeFile(plain.theme);
  const items = rows.map((row) => `  <kvit-item\n${list(itemAttributes(row), '  ')}  ></kvit-item>\n`);
  return [
    plain.lang === 'ru' ? '' : `<!-- the page itself: <html lang="${plain.lang}"> -->\n`,
    '<script type="module" src="kvit.js"></script>\n',
    file ? `<link rel="stylesheet" href="${file}" />\n` : '',
    style(settings, base),
    `\n<kvit-checkout\n${list(checkoutAttributes(settings, 'invoice_123'), '')}>\n`,
    ...items,
    '</kvit-checkout>\n',
  ].join('');
}
