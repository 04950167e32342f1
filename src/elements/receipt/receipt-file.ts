import { addSheet } from '../../styles/adopt.ts';

/** An action on a receipt. */
export type ReceiptAction = 'share' | 'save' | 'print';

/** The data of a receipt that its element does not hold. */
interface ReceiptData {
  readonly cssText: string;
  readonly title: string;
  /** address of the original */
  readonly url: string | null;
  /** text of the QR code */
  readonly text: string | null;
}

/** Lit's marker comments. Serialized text cannot contain `<!--`, and our attributes do not. */
const COMMENTS = /<!--[^]*?-->/g;

const escape = (text: string): string => text.replace(/[&<]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The receipt as an HTML page. It opens without the shop and without a network. */
function receiptPage(article: HTMLElement, { cssText, title }: ReceiptData): string {
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

/** The name of the file. It ends in the number of the fiscal document, since a payment may have several receipts. */
const fileName = ({ title, text }: ReceiptData): string =>
  `${title} ${/&i=(\d+)/.exec(text ?? '')?.[1] ?? ''}`.trim() + '.html';

/** Saves the receipt as a file. */
export function save(article: HTMLElement, paper: ReceiptData): void {
  const file = new Blob([receiptPage(article, paper)], { type: 'text/html' });
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href, download: fileName(paper) }).click();
  // the browser reads the file later
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Opens the platform's share sheet with the link to the original, else with the text of the QR code, else with the title. */
export async function share(_article: HTMLElement, { title, url, text }: ReceiptData): Promise<void> {
  try {
    await navigator.share(url ? { title, url } : { title, text: text ?? title });
  } catch {
    // the buyer closed the sheet, or the platform cannot share; the receipt stays on the page
  }
}

/** Prints one receipt: a copy in a frame with its own style sheet, so that nothing of the shop's page is printed. */
export function print(article: HTMLElement, { cssText }: ReceiptData): void {
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
