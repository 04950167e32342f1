import { html, type Markup } from './html.ts';
import { roublesText } from '../values/kopecks.ts';
import type { Order } from '../requests/order.ts';
import { lineItem, shopName, totals } from './payment-page.ts';
import type { ReceiptJson, ReceiptKind } from '../payments/cash-register.ts';

const TITLES: Readonly<Record<ReceiptKind, string>> = {
  sale: 'Кассовый чек. Приход',
  settlement: 'Кассовый чек. Приход: зачёт предоплаты',
  refund: 'Кассовый чек. Возврат прихода',
};

/** A receipt as an operator of fiscal data (ОФД) shows it. */
export function receiptPage(order: Order, shopId: number, receipt: ReceiptJson, kind: ReceiptKind): Markup {
  return html`<main class="narrow">
    <section class="sheet">
      <div>
        <p class="shop">${shopName(order, shopId)}</p>
        <h1 class="outcome">${TITLES[kind]}</h1>
        <p>Учебный документ, в налоговую не передан.</p>
      </div>
      <div>
        <ul class="lines">
          ${order.lines.map(lineItem)}
        </ul>
        ${totals(order)}
      </div>
      <dl>
        ${row(kind === 'settlement' ? 'Зачтено предоплаты' : 'Безналичными', roublesText(order.amount))}
        ${row('Дата и время (UTC)', receipt.receipt_datetime.replace('T', ' ').replace('Z', ''))}
        ${row('Смена', receipt.shift_number)} ${row('Чек за смену', receipt.fiscal_receipt_number)}
        ${row('РН ККТ', receipt.ecr_registration_number)} ${row('ФН', receipt.fn_number)}
        ${row('ФД', receipt.fiscal_document_number)} ${row('ФПД', receipt.fiscal_document_attribute)}
        ${row('ИНН ОФД', receipt.ofd_inn)} ${row('Заказ', receipt.uuid)}
      </dl>
    </section>
  </main>`;
}

function row(name: string, value: string | number): Markup {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}
