/** Letters that a font of the machine draws, in any engine. */
import { FONTS } from './fonts.ts';
import { deepElements } from './measure.ts';

/** The text of one style: a weight, a family, and its letters. */
interface Drawn {
  readonly weight: string;
  readonly family: string;
  readonly letters: Set<string>;
}

const SIZE = 100;
/** The twin of a font is twice as large. */
const TWICE = 2;
const twinOf = (family: string): string => `${family} twin`;

/** Two engines round a letter's width to whole pixels. */
const ROUNDING = 1.5;

/**
 * Adds a second copy of each font that draws its letters twice as large. A letter that the font lacks comes from the machine in both
 * copies, in one size.
 */
async function addTwins(): Promise<void> {
  const sheets = Object.entries(FONTS).map(async ([family, folder]) => {
    const answer = await fetch(`${folder}/index.css`, { headers: { Accept: 'text/css' } });
    const css = await answer.text();
    return css
      .replaceAll(`'${family}'`, `'${twinOf(family)}'`)
      .replaceAll('url(./', `url(${folder}/`)
      .replaceAll('font-display: swap', `size-adjust: ${TWICE * 100}%`);
  });
  const style = document.createElement('style');
  style.textContent = (await Promise.all(sheets)).join('\n');
  document.head.append(style);
}

const firstFamily = (list: string): string => (list.split(',')[0] ?? '').replaceAll(/["']/g, '');

/** Texts with the element whose style draws them; a text in a slot has the slot's. */
function textsOf(element: Element): (readonly [Element, string])[] {
  const range = document.createRange();
  const shown = (text: Text): boolean => {
    range.selectNode(text);
    return range.getClientRects().length > 0;
  };
  const nodes = [...element.childNodes].filter((node) => node instanceof Text).filter(shown);
  const own = nodes.map((text) => [text.assignedSlot ?? element, text.data] as const);
  const field = element instanceof HTMLInputElement && element.type !== 'checkbox';
  return field ? [...own, [element, element.value + element.placeholder]] : own;
}

function generatedBy(element: Element): (readonly [CSSStyleDeclaration, string])[] {
  return ['::before', '::after', '::marker'].flatMap((pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return style.content.startsWith('"') ? [[style, style.content.slice(1, -1)] as const] : [];
  });
}

function drawnIn(stage: Element): Drawn[] {
  const drawn = new Map<string, Drawn>();
  const add = (
    { fontWeight: weight, fontFamily, textTransform }: CSSStyleDeclaration,
    text: string,
  ): void => {
    const family = firstFamily(fontFamily);
    const key = `${weight} ${family}`;
    const one = drawn.get(key) ?? { weight, family, letters: new Set<string>() };
    drawn.set(key, one);
    const cased = textTransform === 'uppercase' ? text.toUpperCase() : text;
    for (const letter of cased.replaceAll(/[\n\r\t]/g, ' ')) one.letters.add(letter);
  };
  for (const element of deepElements(stage)) {
    for (const [styled, text] of textsOf(element)) add(getComputedStyle(styled), text);
    for (const [style, text] of generatedBy(element)) add(style, text);
  }
  return [...drawn.values()];
}

/** Code points as CSS writes them: `U+20B4`, `U+400-45F`. */
function covers(ranges: string, letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return ranges.split(',').some((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return parseInt(from, 16) <= code && code <= parseInt(to, 16);
  });
}

/** A letter that no font of this machine has either, so that its width tells nothing. */
const isPromised = (family: string, letter: string): boolean =>
  [...document.fonts].some(
    (face) => firstFamily(face.family) === family && covers(face.unicodeRange, letter),
  );

/** Letters of a style that its own font does not have. */
async function lacking({ weight, family, letters }: Drawn): Promise<string[]> {
  const faces = [family, twinOf(family)].map((name) => `${weight} ${SIZE}px "${name}"`);
  await Promise.all(faces.map((face) => document.fonts.load(face, [...letters].join(''))));
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('there is nothing to measure with');
  const width = (face: string | undefined, letter: string): number => {
    context.font = face ?? '';
    return context.measureText(letter).width;
  };
  return [...letters].filter((letter) => {
    if (!isPromised(family, letter)) return true;
    const [once, twice] = [width(faces[0], letter), width(faces[1], letter)];
    return Math.abs(twice - once * TWICE) > ROUNDING;
  });
}

/** Names the letters of each stage that are drawn in a font of the machine. Empty if there are none. */
export async function foreignLetters(stages: ReadonlyMap<string, Element>): Promise<string[]> {
  await addTwins();
  const words: string[] = [];
  for (const [id, stage] of stages) {
    for (const one of drawnIn(stage)) {
      if (!(one.family in FONTS)) words.push(`${id}: ${[...one.letters].join('')} in ${one.family}`);
      else for (const letter of await lacking(one)) words.push(`${id}: ${letter} is not in ${one.family}`);
    }
  }
  return words;
}
