/** What of the page is drawn on what, as the engine computed it: every letter, edge, mark and focus ring. */

export interface Contrast {
  readonly what: string;
  readonly front: string;
  readonly back: string;
  readonly ratio: number;
  /** WCAG 2.2: 4.5 for text and 3 for large text (1.4.3), 3 for marks (1.4.11) */
  readonly least: number;
}

type Colour = readonly [red: number, green: number, blue: number, opacity: number];

const LARGE_PX = 24;
const LARGE_BOLD_PX = 18.66;
const BOLD = 700;

function read(css: string): Colour {
  const [red = 0, green = 0, blue = 0, opacity = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, opacity];
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratioOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(read(one)), luminance(read(other))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function above(node: Element): Element | null {
  const root = node.getRootNode();
  return node.assignedSlot ?? node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/** The ground on which an element lies: the first one that lets nothing through. */
function groundOf(element: Element | null): string {
  for (let node = element; node; node = above(node)) {
    const { backgroundColor } = getComputedStyle(node);
    if (read(backgroundColor)[3] === 1) return backgroundColor;
  }
  return 'rgb(255, 255, 255)';
}

export function deepElements(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? deepElements(element.shadowRoot) : []),
  ]);
}

const isShown = (element: Element): boolean =>
  element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';

/** What cannot be used may be pale (WCAG 1.4.3); a button that says what it is busy with is not drawn so. */
const isOff = (element: Element): boolean => {
  const off = element.closest(':disabled, [aria-disabled="true"]');
  return off !== null && (off.matches(':disabled') || getComputedStyle(off).opacity !== '1');
};

const hasText = (element: Element): boolean =>
  [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');

function texts(element: Element): Contrast[] {
  const field = element instanceof HTMLInputElement && element.type !== 'checkbox';
  if (!(hasText(element) || field) || element.closest('style, script')) return [];
  const { color, fontSize, fontWeight } = getComputedStyle(element);
  const size = parseFloat(fontSize);
  const large = size >= LARGE_PX || (size >= LARGE_BOLD_PX && Number(fontWeight) >= BOLD);
  const back = groundOf(element);
  return [{ what: 'text', front: color, back, ratio: ratioOf(color, back), least: large ? 3 : 4.5 }];
}

const mark = (what: string, front: string, back: string): Contrast => ({
  what,
  front,
  back,
  ratio: ratioOf(front, back),
  least: 3,
});

function edges(element: Element): Contrast[] {
  if (!element.matches('button, input:not([type="checkbox"])')) return [];
  const { borderTopColor, borderTopWidth, backgroundColor } = getComputedStyle(element);
  const around = groundOf(above(element));
  // one without an edge is known by its words
  if (borderTopWidth === '0px') return [];
  const [edge, ground] = [mark('edge', borderTopColor, around), mark('edge', backgroundColor, around)];
  return [edge.ratio >= ground.ratio ? edge : ground];
}

function rings(element: Element): Contrast[] {
  if (!(element instanceof HTMLElement) || !element.matches('button, input, a[href], summary')) return [];
  element.focus({ preventScroll: true });
  const { outlineColor, outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)
    return [{ ...mark('focus ring', 'none', 'none'), ratio: 0 }];
  return [mark('focus ring', outlineColor, groundOf(above(element)))];
}

function marks(element: Element): Contrast[] {
  const style = getComputedStyle(element);
  const found: Contrast[] = [];
  if (element.matches('svg.icon')) found.push(mark('icon', style.stroke, groundOf(element)));
  if (element.matches('svg.qr')) found.push(mark('QR code', style.fill, groundOf(element)));
  if (element.matches('.notice')) found.push(mark('notice', style.borderInlineStartColor, groundOf(element)));
  return found;
}

/** Everything that a scene draws. The page must have been used by keyboard, or focus rings do not show. */
export function measure(stage: Element): Contrast[] {
  return deepElements(stage)
    .filter((element) => isShown(element) && !isOff(element))
    .flatMap((element) =>
      [texts, edges, marks, rings].flatMap((look) =>
        look(element).map((one) => ({
          ...one,
          what: `${one.what} of ${element.localName}.${element.getAttribute('class') ?? ''}`,
        })),
      ),
    );
}
