import { coloursOf, type Palette } from './palette.ts';
import { SCHEMES, type Scheme } from './token.ts';

/** One colour that must be told from another. */
export interface Pair {
  readonly front: string;
  readonly back: string;
  /** WCAG 2.2: 4.5 for text (1.4.3), 3 for marks (1.4.11) */
  readonly least: 4.5 | 3;
}

/** What the widget draws on what. A border only parts one line of goods from the next; controls have an edge of `muted`. */
export const PAIRS: readonly Pair[] = [
  { front: 'text', back: 'surface', least: 4.5 },
  { front: 'text', back: 'sunken', least: 4.5 },
  { front: 'muted', back: 'surface', least: 4.5 },
  { front: 'muted', back: 'sunken', least: 4.5 },
  { front: 'on-accent', back: 'accent', least: 4.5 },
  { front: 'accent', back: 'surface', least: 4.5 },
  { front: 'accent', back: 'sunken', least: 4.5 },
  { front: 'danger', back: 'surface', least: 4.5 },
  { front: 'warning', back: 'surface', least: 3 },
  { front: 'success', back: 'sunken', least: 4.5 },
  { front: 'warning', back: 'sunken', least: 3 },
  { front: 'danger', back: 'sunken', least: 4.5 },
];

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 to 21, as WCAG counts it. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

export interface WeakPair extends Pair {
  readonly scheme: Scheme;
  readonly ratio: number;
}

/** The pairs of a palette that are hard to read. */
export function weakPairs(palette: Palette): WeakPair[] {
  return SCHEMES.flatMap((scheme) => {
    const colours = coloursOf(palette, scheme);
    return PAIRS.map((pair) => {
      const ratio = contrast(colours[pair.front] ?? '', colours[pair.back] ?? '');
      return { ...pair, scheme, ratio };
    }).filter(({ ratio, least }) => ratio < least);
  });
}
