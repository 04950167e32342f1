import { addSheet } from '../../styles/adopt.ts';

/** A way for a receipt to leave the page. */
export type Way = 'share' | 'save' | 'print';

/** The facts of a receipt that its drawing does not carry. */
export interface Paper {
  readonly cssText: string;
  readonly title: string;
  /** the address of the original */
  readonly url: string | null;
  /** the text of its QR code */
  readonly text: string | null;
}

/** Lit's marker comments. A serialised text cannot look like one outside an attribute, and our attributes hold none. */
const COMMENTS = /<!--[^]*?-->/g;

const escape = (text: string): string => text.replace(/[&<]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The receipt as a page of its own. It opens anywhere, without the shop and without a network. */
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

/** The file's name. It ends in the number of the fiscal document, since a payment may have several receipts. */
const fileName = ({ title, text }: Paper): string =>
  `${title} ${/&i=(\d+)/.exec(text ?? '')?.[1] ?? ''}`.trim() + '.html';

/** Saves the receipt as a file. */
export function save(article: HTMLElement, paper: Paper): void {
  const file = new Blob([receiptPage(article, paper)], { type: 'text/html' });
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href, download: fileName(paper) }).click();
  // the browser reads the file a moment later
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Opens the platform's share sheet with the link to the original, or with the text of the QR code if there is none. */
export async function share(_article: HTMLElement, { title, url, text }: Paper): Promise<void> {
  try {
    await navigator.share(url ? { title, url } : { title, text: text ?? title });
  } catch {
    // the buyer closed the sheet, or nothing can share: the receipt stays where it is
  }
}

/**
 * Prints one receipt alone: a copy in a frame with its own sheet, so that nothing of the shop's page is printed.
 */
export function print(article: HTMLElement, { cssText }: Paper): void {
  const frame = document.createElement('iframe');
  frame.className = 'print';
  article.parentNode?.append(frame);
  const page = frame.contentWindow;
  if (!page) return frame.remove();
  addSheet(page.document, cssText);
  page.document.title = document.title;
  page.document.body.append(page.document.importNode(article, true));
  page.addEventListener('afterprint', () => frame.remove(), { once: true });
  page.focus();
  page.print();
}
