/**
 * Prints one receipt alone: a copy in a frame of its own, with its own sheet, so that nothing of the shop's page comes
 * along. Sheets are adopted, because strict pages forbid `<style>`.
 */
export function printReceipt(article: HTMLElement, cssText: string): void {
  const frame = document.createElement('iframe');
  frame.className = 'print';
  article.parentNode?.append(frame);
  const page = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!page) return frame.remove();
  const sheet = new page.CSSStyleSheet();
  sheet.replaceSync(cssText);
  page.document.adoptedStyleSheets = [sheet];
  page.document.title = document.title;
  page.document.body.append(page.document.importNode(article, true));
  page.addEventListener('afterprint', () => frame.remove(), { once: true });
  page.focus();
  page.print();
}
