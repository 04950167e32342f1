import { coloursOf, type TokenValues } from './token-values.ts';
import { SCHEMES, type Scheme } from './token.ts';

/** Two colours with a minimum contrast. */
export interface Pair {
  readonly front: string;
  readonly back: string;
  /** WCAG 2.2: 4.5 for text (1.4.3), 3 for icons (1.4.11). */
  readonly least: 4.5 | 3;
}

/** The pairs that the widget draws. `border` is missing: it only separates cart lines; controls are outlined in `muted`. */
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

/** The contrast ratio of WCAG, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

export interface WeakPair extends Pair {
  readonly scheme: Scheme;
  readonly ratio: number;
}

/** Returns the pairs with too little contrast. */
export function weakPairs(values: TokenValues): WeakPair[] {
  return SCHEMES.flatMap((scheme) => {
    const colours = coloursOf(values, scheme);
    return PAIRS.map((pair) => {
      const ratio = contrast(colours[pair.front] ?? '', colours[pair.back] ?? '');
      return { ...pair, scheme, ratio };
    }).filter(({ ratio, least }) => ratio < least);
  });
}
