import { html, type Markup } from './html.ts';
import { roublesText } from '../values/kopecks.ts';
import type { Order } from '../requests/order.ts';
import { shopName } from './payment-page.ts';
import { STATUS } from '../values/payment-status.ts';

interface Verdict {
  readonly title: string;
  readonly text: string;
  readonly look: 'good' | 'bad' | '';
}

/** The payment page after the buyer's choice. It has no buttons, so a payment cannot be paid twice. */
export function outcomePage(order: Order, shopId: number, status: number): Markup {
  const verdict = verdictOn(status);
  return html`<main class="narrow">
    <section class="sheet">
      <div>
        <p class="shop">${shopName(order, shopId)}</p>
        <h1>${roublesText(order.amount)}</h1>
        <p>${order.description}</p>
      </div>
      <div role="status">
        <h2 class="outcome ${verdict.look}">${verdict.title}</h2>
        <p>${verdict.text}</p>
      </div>
      ${wayOut(order)}
    </section>
  </main>`;
}

/** The title of the outcome page. */
export function outcomeTitle(status: number): string {
  return verdictOn(status).title;
}

function verdictOn(status: number): Verdict {
  switch (status) {
    case STATUS.created:
      return { title: 'Не оплачено', text: 'Вы ушли без оплаты. Деньги не списаны.', look: '' };
    case STATUS.processing:
      return {
        title: 'Платёж обрабатывается',
        text: 'Банк ещё не ответил. Не платите второй раз.',
        look: '',
      };
    case STATUS.cancelled:
      return { title: 'Платёж отменён', text: 'Деньги не списаны.', look: 'bad' };
    case STATUS.paid:
      return { title: 'Оплачено', text: 'Магазин получил оплату и пришлёт чек.', look: 'good' };
    case STATUS.failed:
      return { title: 'Платёж отклонён', text: 'Банк отказал. Деньги не списаны.', look: 'bad' };
    case STATUS.held:
    case STATUS.heldToo:
      return { title: 'Сумма заморожена', text: 'Магазин спишет или вернёт её позже.', look: 'good' };
    default:
      return {
        title: `Состояние ${status}`,
        text: 'Такого шлюз не описывал. Не платите второй раз.',
        look: '',
      };
  }
}

function wayOut(order: Order): Markup {
  if (order.websiteUrl === null) return html`<p>Эту страницу можно закрыть.</p>`;
  return html`<a class="button primary" href="${order.websiteUrl}">Вернуться в магазин</a>`;
}
