/**
 * Functions that run inside the page. Each goes there as its own source text, so it may use nothing from this module and
 * behaves the same in every engine.
 */

/** Elements matching a selector in which a space may cross into any open shadow root; visible ones first. */
export function deepQuery(selector: string): Element[] {
  const block = String.raw`\[(?:"[^"]*"|'[^']*'|[^\]])*\]|\((?:[^()]|\([^()]*\))*\)`;
  const split = (text: string, plain: string): string[] =>
    (text.match(new RegExp(`(?:${block}|${plain})+`, 'g')) ?? []).map((part) => part.trim());

  const scopes = (scope: ParentNode): ParentNode[] => {
    const own = scope instanceof Element && scope.shadowRoot !== null ? scopes(scope.shadowRoot) : [];
    const inner = [...scope.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
      shadowRoot === null ? [] : scopes(shadowRoot),
    );
    return [scope, ...own, ...inner];
  };
  const find = (found: ParentNode[], part: string): ParentNode[] => [
    ...new Set(found.flatMap(scopes).flatMap((scope) => Array.from(scope.querySelectorAll(part)))),
  ];
  const isVisible = (element: Element): boolean =>
    element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';

  const alternatives = split(selector, '[^,[(]');
  const all = alternatives.flatMap((path) =>
    split(path, String.raw`\s*[>+~]\s*|[^\s[(>+~]`).reduce(find, [document] as ParentNode[]),
  );
  const elements = all.filter((node) => node instanceof Element);
  return [...elements.filter(isVisible), ...elements.filter((element) => !isVisible(element))];
}

/** The text a reader sees, shadow roots and slots included: one line for a block, one space for any white space. */
export function visibleText(root: Element): string {
  let text = '';
  const read = (node: Node): void => {
    if (node instanceof Text) text += node.data.replace(/\s+/g, ' ');
    if (!(node instanceof Element) || node.matches('script, style, template, noscript')) return;
    const { display, visibility } = getComputedStyle(node);
    if (display === 'none' || visibility !== 'visible') return;
    const edge = node.localName === 'br' || !/^(?:inline|contents)/.test(display) ? '\n' : '';
    text += edge;
    const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
    const children = slotted.length > 0 ? slotted : (node.shadowRoot ?? node).childNodes;
    for (const child of children) read(child);
    text += edge;
  };
  read(root);
  const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  return lines.filter((line) => line !== '').join('\n');
}

/** How far the first match has come: absent, in the document, or to be seen. */
export function presence(element: Element | undefined): 'absent' | 'attached' | 'visible' {
  if (element === undefined) return 'absent';
  const seen = element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
  return seen ? 'visible' : 'attached';
}

/** Brings an element into view and gives the point a mouse can hit it at, or says what is in the way. */
export function clickPoint(element: Element): { x: number; y: number } | string {
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  // The first of several boxes: the middle of a wrapped link may lie beside it.
  const { left, top, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const x = left + width / 2;
  const y = top + height / 2;
  if (element.matches(':disabled')) return 'it is disabled';

  let hit: Element | null = null;
  let inner = document.elementFromPoint(x, y);
  // A root without a hit of its own answers with its host.
  while (inner !== null && inner !== hit) {
    hit = inner;
    inner = hit.shadowRoot?.elementFromPoint(x, y) ?? null;
  }
  // text in a slot has no element of its own to be hit: it answers with the host, too
  const root = element.getRootNode();
  const slotted = root instanceof ShadowRoot && root.host === hit && element.querySelector('slot') !== null;
  if (slotted) return { x, y };
  for (let node: Node | null = hit; node !== null;) {
    if (node === element) return { x, y };
    const above: Node | null =
      node instanceof Element ? (node.assignedSlot ?? node.parentNode) : node.parentNode;
    node = node instanceof ShadowRoot ? node.host : above;
  }
  return hit === null ? 'it lies outside the window' : `<${hit.localName}> lies over it`;
}

/** Marks what a field holds, so that the next key replaces it. */
export function selectContent(element: Element): void {
  if (element instanceof HTMLElement) element.focus();
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.select();
}
