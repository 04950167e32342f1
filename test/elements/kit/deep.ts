/** All elements under a node, including shadow trees. */
function* everything(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

const rootOf = (element: Element): ParentNode => element.shadowRoot ?? element;

export function all<T extends HTMLElement = HTMLElement>(element: Element, selector: string): T[] {
  return [...everything(rootOf(element))].filter((one): one is T => one.matches(selector));
}

/** The first match, through all shadow trees. */
export function find(element: Element, selector: string): HTMLElement {
  const [found] = all(element, selector);
  if (!found) throw new Error(`no ${selector} in ${textOf(element)}`);
  return found;
}

export const part = (element: Element, name: string): HTMLElement => find(element, `[part~="${name}"]`);

export const hasPart = (element: Element, name: string): boolean =>
  all(element, `[part~="${name}"]`).length > 0;

function words(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (node.nodeType === Node.COMMENT_NODE) return '';
  const inside = (node as Element).shadowRoot ?? node;
  return ` ${[...inside.childNodes].map(words).join('')} `;
}

/** The text of an element, including shadow trees, with white space collapsed. */
export const textOf = (node: Node): string => words(node).replace(/\s+/g, ' ').trim();

/** The control that has the focus, through all shadow trees. */
export function focused(): Element | null {
  let { activeElement: active } = document;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
