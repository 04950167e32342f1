import { UNITS, VAT_RATES } from '../values/fiscal-codes.ts';
import { html, type Markup } from './html.ts';
import { quantityText, roublesText, vatInside } from '../values/kopecks.ts';
import type { Interval, Order } from '../requests/order.ts';
import type { OrderLine } from '../requests/order-line.ts';
import { type Outcome } from '../scenario/outcome.ts';

const PERIODS: Readonly<Record<Interval, string>> = {
  Day: 'каждый день',
  Week: 'каждую неделю',
  Month: 'каждый месяц',
};

/** The page of an open payment. It works without JavaScript: every outcome is a button of one form. */
export function paymentPage(order: Order, shopId: number): Markup {
  return html`<main>
    <div class="sheet split">
      <header class="body">
        <p class="shop">${shopName(order, shopId)}</p>
        <h1>${roublesText(order.amount)}</h1>
        <p>${order.description}</p>
      </header>
      <section class="aside" aria-label="Оплата">${decorativeCard()} ${outcomeForm(order)}</section>
      <section class="body">
        <h2>Состав заказа</h2>
        <ul class="lines">
          ${order.lines.map(lineItem)}
        </ul>
        ${totals(order)}
      </section>
    </div>
  </main>`;
}

/** The shop's name: `Магазин № 5 · example.com`. */
export function shopName(order: Order, shopId: number): string {
  const host = order.websiteUrl === null ? null : new URL(order.websiteUrl).host;
  return host === null ? `Магазин №\u00A0${shopId}` : `Магазин №\u00A0${shopId} · ${host}`;
}

/** One line of an order on the payment page and the receipt page. */
export function lineItem(line: OrderLine): Markup {
  const unit = UNITS.get(line.unit ?? 0) ?? '';
  return html`<li>
    <span>${line.description}</span>
    <b>${roublesText(line.sum)}</b>
    <small
      >${quantityText(line.quantity)} ${unit} × ${roublesText(line.price)} · ${vatLabel(line.vatCode)}</small
    >
  </li>`;
}

/** The total and the VAT inside it by rate. */
export function totals(order: Order): Markup {
  return html`<dl>
    <dt class="total">Итого</dt>
    <dd class="total">${roublesText(order.amount)}</dd>
    ${vatRows(order.lines)}
  </dl>`;
}

function vatRows(lines: readonly OrderLine[]): readonly Markup[] {
  return [...VAT_RATES].flatMap(([code, { label, percent }]) => {
    const sum = lines.reduce((total, line) => (line.vatCode === code ? total + line.sum : total), 0n);
    if (percent === null || sum === 0n) return [];
    return html`<dt>в том числе ${label}</dt>
      <dd>${roublesText(vatInside(sum, percent))}</dd>`;
  });
}

function vatLabel(code: number): string {
  return VAT_RATES.get(code)?.label ?? '';
}

// A picture without fields, so nobody can type a real card number.
function decorativeCard(): Markup {
  return html`<div class="card" aria-hidden="true">
    <div><span>Учебная карта</span><span>KVIT</span></div>
    <p>0000 0000 0000 0000</p>
    <div><span>12/99</span><span>SANDBOX</span></div>
  </div>`;
}

function outcomeForm(order: Order): Markup {
  return html`<form method="post">
    ${promise(order)} ${outcomeButton('pay', `Оплатить ${roublesText(order.amount)}`, 'primary')}
    <fieldset>
      <legend>Или проверить другой исход</legend>
      ${outcomeButton('decline', 'Отказ банка')} ${outcomeButton('cancel', 'Отменить платёж')}
      ${outcomeButton('hold', 'Заморозить сумму')} ${outcomeButton('leave', 'Уйти без оплаты')}
    </fieldset>
  </form>`;
}

function outcomeButton(outcome: Outcome, label: string, look = ''): Markup {
  return html`<button class="${look}" name="outcome" value="${outcome}">${label}</button>`;
}

/** The terms of a subscription or a hold. */
function promise(order: Order): Markup | null {
  if (order.subscribe !== null) {
    return html`<p class="shop">
      Подписка: ${roublesText(order.amount)} ${PERIODS[order.subscribe]}, пока вы её не отмените.
    </p>`;
  }
  if (order.holdTime === null) return null;
  return html`<p class="shop">Сумма будет заморожена, магазин спишет или вернёт её позже.</p>`;
}
