import type { Plugin } from 'vite';

/**
 * Lit's style sheets without what only its compiler needs: no sheet of ours has an expression in it. A browser that
 * cannot adopt sheets gets them as `<style>`, as from Lit.
 */
const CSS_TAG = `
export const supportsAdoptingStyleSheets = 'adoptedStyleSheets' in Document.prototype;
export class CSSResult {
  constructor(cssText) { this.cssText = cssText; }
  get styleSheet() {
    if (!this.sheet && supportsAdoptingStyleSheets) (this.sheet = new CSSStyleSheet()).replaceSync(this.cssText);
    return this.sheet;
  }
}
export const unsafeCSS = (text) => new CSSResult(text);
export const css = ([text]) => new CSSResult(text);
export const getCompatibleStyle = (style) => style;
export const adoptStyles = (root, styles) => {
  if (supportsAdoptingStyleSheets) root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
  else for (const { cssText } of styles) root.append(Object.assign(document.createElement('style'), { textContent: cssText }));
};
`;

/** What Lit's other modules import of it; a Lit that exports more fails the build by itself. */
export function sheetsPlugin(): Plugin {
  return {
    name: 'kvit-sheets',
    enforce: 'pre',
    transform: { filter: { id: /reactive-element\/css-tag\.js$/ }, handler: () => CSS_TAG },
  };
}
