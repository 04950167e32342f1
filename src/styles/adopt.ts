import { adoptStyles, type CSSResult, type LitElement } from 'lit';

/** Adds styles that loaded after the element was rendered. */
export function adopt(element: LitElement, late: CSSResult): void {
  const { elementStyles } = element.constructor as typeof LitElement;
  adoptStyles(element.renderRoot as ShadowRoot, [...elementStyles, late]);
}

/**
 * Adds a style sheet to a document or a shadow root, of this window or another. It adopts the sheet, because a strict Content Security
 * Policy forbids `<style>`. Safari before 16.4 cannot adopt sheets and gets a `<style>` element.
 *
 * @returns a function that removes the sheet
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
