/** How a receipt leaves the page. Alone in its file, which comes with the first receipt: nothing of it is needed before. */
export type Way = 'share' | 'save' | 'print';

/** What a receipt is beside what is drawn of it. */
export interface Paper {
  readonly cssText: string;
  readonly title: string;
  /** of the original */
  readonly url: string | null;
  /** what its QR code says */
  readonly text: string | null;
}

/** An attribute is the only place where a serialised text could still look like a comment, and ours hold none. */
const COMMENTS = /<!--[^]*?-->/g;

const escape = (text: string): string => text.replace(/[&<]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The receipt as a page of its own: it opens anywhere, without the shop and without a network. */
function receiptPage(article: HTMLElement, { cssText, title }: Paper): string {
  const copy = article.cloneNode(true) as HTMLElement;
  for (const button of copy.querySelectorAll('button')) button.remove();
  const { lang } = document.documentElement;
  return [
    `<!doctype html><html lang="${escape(lang).replaceAll('"', '')}"><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escape(title)}</title><style>${cssText}</style>`,
    new XMLSerializer().serializeToString(copy).replace(COMMENTS, ''),
  ].join('');
}

/** A payment may have several receipts: each is named after its fiscal document. */
const fileName = ({ title, text }: Paper): string =>
  `${title} ${/&i=(\d+)/.exec(text ?? '')?.[1] ?? ''}`.trim() + '.html';

/** Gives the buyer the receipt as a file. */
export function save(article: HTMLElement, paper: Paper): void {
  const file = new Blob([receiptPage(article, paper)], { type: 'text/html' });
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href, download: fileName(paper) }).click();
  // the browser reads it a moment later
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Hands a receipt to the platform's own sheet: the link to the original, or else what its QR code says. */
export async function share(_article: HTMLElement, { title, url, text }: Paper): Promise<void> {
  try {
    await navigator.share(url ? { title, url } : { title, text: text ?? title });
  } catch {
    // closed by the buyer, or nothing to share with: the receipt is still there
  }
}

/** Sheets are adopted, because strict pages forbid `<style>`; Safari before 16.4 adopts none. */
function adopt(
  { document, CSSStyleSheet: Sheet, Document: Paged }: Window & typeof globalThis,
  text: string,
): void {
  if (!('adoptedStyleSheets' in Paged.prototype)) {
    document.head.append(Object.assign(document.createElement('style'), { textContent: text }));
    return;
  }
  const sheet = new Sheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}

/**
 * Prints one receipt alone: a copy in a frame of its own, with its own sheet, so that nothing of the shop's page comes
 * along.
 */
export function print(article: HTMLElement, { cssText }: Paper): void {
  const frame = document.createElement('iframe');
  frame.className = 'print';
  article.parentNode?.append(frame);
  const page = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!page) return frame.remove();
  adopt(page, cssText);
  page.document.title = document.title;
  page.document.body.append(page.document.importNode(article, true));
  page.addEventListener('afterprint', () => frame.remove(), { once: true });
  page.focus();
  page.print();
}
