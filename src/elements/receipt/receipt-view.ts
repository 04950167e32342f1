import { html, nothing, type TemplateResult } from 'lit';
import type { Order } from '../../domain/order/order.ts';
import { qrText } from '../../domain/receipt/qr-text.ts';
import { readReceipt, type Receipt } from '../../domain/receipt/receipt.ts';
import { isIssued } from '../../domain/receipt/receipt-status.ts';
import type { ReceiptTime } from '../../domain/receipt/receipt-time.ts';
import type { RawReceipt } from '../../domain/contract/wire.ts';
import { formatSum } from '../../i18n/format.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';
import {
  fiscalRu,
  receiptRu,
  type FiscalMessages,
  type ReceiptMessages,
} from '../../i18n/messages/receipt-messages.ts';
import { countText, vatLabel } from '../cart/cart-line.ts';
import type { Seller } from '../base/configuration.ts';
import { qrImage } from './qr-image.ts';
import { receiptStyles } from './receipt-view.styles.ts';
import { safeLink } from '../base/safe-link.ts';
import type * as receiptFile from './receipt-file.ts';
import { textsIn } from '../base/texts.ts';

export { receiptStyles };

type Texts = Messages & ReceiptMessages & FiscalMessages;

/** The settings of a receipt's view. */
interface ReceiptContext {
  /** the texts of the element around it */
  readonly texts: Messages;
  readonly language: Language;
  /** IANA zone of the cash register's clock */
  readonly zone: string;
  readonly seller: Seller;
  readonly order: Order | null;
}

const timeText = ({ year, month, day, hour, minute }: ReceiptTime): string =>
  `${day}.${month}.${year} ${hour}:${minute}`;

function row(term: string, value: unknown): TemplateResult | typeof nothing {
  return value
    ? html`<div>
        <dt>${term}</dt>
        <dd>${value}</dd>
      </div>`
    : nothing;
}

/** An absolute address, or `null`. An address without a scheme would lead to a page of the shop. */
const webAddress = (address: string | null): string | null =>
  /^https?:\/\//i.test(address ?? '') ? safeLink(address) : null;

function link(address: string | null, words: string): TemplateResult | null {
  const href = webAddress(address);
  return href ? html`<a href=${href} target="_blank" rel="noopener">${words}</a>` : null;
}

/** The fields from the cash register. */
function fiscalFields(receipt: Receipt, texts: Texts): TemplateResult {
  return html`<dl>
    ${row(texts.time, receipt.time && timeText(receipt.time))} ${row(texts.number, receipt.number)}
    ${row(texts.shift, receipt.shift)} ${row(texts.kkt, receipt.kkt)} ${row(texts.fn, receipt.fn)}
    ${row(texts.fd, receipt.fd)} ${row(texts.fpd, receipt.fpd)} ${row(texts.ofdInn, receipt.ofdInn)}
    ${row(texts.site, link(receipt.fnsSite, receipt.fnsSite ?? '') ?? receipt.fnsSite)}
  </dl>`;
}

/** The fields from the shop, marked as its own: the gateway's receipt has neither seller nor lines. */
function shopFields({ seller, order, language }: ReceiptContext, texts: Texts) {
  const { name, inn, address, taxSystem } = seller;
  if (!name && !inn && !address && !taxSystem && !order) return nothing;
  return html`<div class="shop">
    <h4>${texts.fromShop}</h4>
    <dl>
      ${row(texts.seller, name)} ${row(texts.inn, inn)} ${row(texts.address, address)}
      ${row(texts.taxSystem, taxSystem)}
    </dl>
    ${
      order &&
      html`<ul aria-label=${texts.cart}>
        ${order.lines.map(
          (line) =>
            html`<li>
              <span>${line.description}</span><b>${formatSum(line.sum, language)}</b>
              <small>${countText(line, texts, language)}</small
              ><small>${vatLabel(line.vat, texts, language)}</small>
            </li>`,
        )}
      </ul>`
    }
  </div>`;
}

/** Loads with the first receipt, so that a press does not wait. After a failure the next press loads it. */
let fileCode: Promise<typeof receiptFile> | null = null;

function loadFileCode(): Promise<typeof receiptFile> {
  fileCode ??= import('./receipt-file.ts').catch((error: unknown) => {
    fileCode = null;
    throw error;
  });
  return fileCode;
}

/** The buttons of a receipt. If their code fails to load, a press prints the whole page. */
function actions(receipt: Receipt, texts: Texts): TemplateResult {
  const data = {
    cssText: receiptStyles.cssText,
    title: texts.receiptTitle,
    url: webAddress(receipt.ofdUrl),
    text: qrText(receipt),
  };
  const act = async ({ currentTarget }: Event) => {
    const button = currentTarget as Element;
    const article = button.closest('article') as HTMLElement;
    const code = await loadFileCode().catch(() => print());
    void code?.[button.part[0] as receiptFile.ReceiptAction](article, data);
  };
  const names = (['share', 'save', 'print'] as const).filter((name) => name !== 'share' || name in navigator);
  return html`<div class="actions">
    ${names.map((name) => html`<button type="button" part=${name} @click=${act}>${texts[name]}</button>`)}
  </div>`;
}

function receiptView(receipt: Receipt, context: ReceiptContext, texts: Texts): TemplateResult {
  const { language } = context;
  if (receipt.status === 'failed') {
    return html`<article part="receipt">
      <p>${texts.registerFailed}</p>
      ${receipt.errors.map((error) => html`<p class="fault">${error}</p>`)}
    </article>`;
  }
  const qr = qrText(receipt);
  return html`<article part="receipt">
    <header>
      <h3>${texts.receiptTitle}</h3>
      ${
        receipt.total === null
          ? nothing
          : html`<p class="total">${texts.total} <b>${formatSum(receipt.total, language)}</b></p>`
      }
    </header>
    <div class="body">${fiscalFields(receipt, texts)} ${qr ? qrImage(qr, texts.qr) : nothing}</div>
    ${shopFields(context, texts)}
    <footer>${link(receipt.ofdUrl, texts.ofd)} ${actions(receipt, texts)}</footer>
  </article>`;
}

/** Every receipt of a payment, in the gateway's order. */
export function receiptsView(items: readonly RawReceipt[], context: ReceiptContext): TemplateResult {
  loadFileCode().catch(() => undefined);
  const { language } = context;
  const texts = {
    ...context.texts,
    ...textsIn('fiscal', fiscalRu, language),
    ...textsIn('receipt', receiptRu, language),
  };
  // only the first issued receipt shows the order's lines, so that they appear once
  const first = items.find(isIssued);
  return html`${items.map((item) =>
    receiptView(
      readReceipt(item, context.zone),
      item === first ? context : { ...context, order: null },
      texts,
    ),
  )}`;
}
