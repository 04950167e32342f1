import { adoptStyles, type CSSResult, type LitElement } from 'lit';

/** Adds styles to an element that was drawn before they loaded. */
export function adopt(element: LitElement, late: CSSResult): void {
  const { elementStyles } = element.constructor as typeof LitElement;
  adoptStyles(element.renderRoot as ShadowRoot, [...elementStyles, late]);
}

/**
 * Adds a style sheet to a document or a shadow root, also of another window. Sheets are adopted, because strict pages forbid
 * `<style>`; Safari before 16.4 adopts none and gets the element.
 *
 * @returns removes it again
 */
export function addSheet(root: Document | ShadowRoot, text: string): () => void {
  const page = root instanceof ShadowRoot ? root.ownerDocument : root;
  const view = page.defaultView ?? window;
  if (!('adoptedStyleSheets' in view.Document.prototype)) {
    const style = Object.assign(page.createElement('style'), { textContent: text });
    (root === page ? page.head : root).append(style);
    return () => style.remove();
  }
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets.push(sheet);
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
